-- The whole contract between loaders and queries. Loaders write these tables and nothing else; views read them and
-- nothing else. Versions are only added: a report's current version is its highest one.
create schema if not exists raw;

-- The vocabulary, written anew at every load.
create or replace table raw.measures (
    measure varchar not null,
    label varchar not null,           -- what pages show
    kind varchar not null,            -- amount, count, rate, score or grade
    unit varchar not null,            -- base unit printed on pages: 元, %, 人, 分 …
    explanation varchar not null,     -- what it is, in Chinese
    meaning varchar not null,
    aliases varchar[] not null,
    is_spending boolean not null      -- an amount that a budget limits
);

create or replace table raw.units (
    unit varchar not null,            -- as printed; '' where a text prints none
    factor decimal(18, 4) not null    -- base units in one of it: 万元 is 10000 元
);

-- One row per operand of a rate's formula. rate_pct = 100 * sum(sign * numerator) / sum(sign * denominator).
create or replace table raw.formulas (
    rate varchar not null,
    variant varchar not null,         -- 'common', or the name of a local variant
    description varchar not null,     -- the formula in Chinese
    side varchar not null,            -- numerator or denominator
    sign integer not null,            -- 1 or -1
    measure varchar not null,
    breakdown varchar not null,
    stage varchar not null,
    year_offset integer not null,     -- 0, or -1 for last year
    is_absolute boolean not null      -- the rate is printed without its sign
);

-- Which parts make up which whole, one partition at a time.
create or replace table raw.parts (
    whole varchar not null,
    partition_name varchar not null,
    part varchar not null,
    breakdown varchar not null,       -- of the part; '' where the part is a measure of its own
    is_optional boolean not null      -- the partition may be complete without it
);

-- What departments are compared by, in the order of the pages: sum(sign * numerator) / sum(sign * denominator), the sum
-- of the numerator where there is no denominator, 100 times that where the unit is %.
create or replace table raw.indicators (
    indicator varchar not null,
    position integer not null,
    label varchar not null,
    kind varchar not null,            -- rate, share, per_head, amount, count, change, change_yuan or change_count
    unit varchar not null,
    formula varchar not null,         -- in Chinese
    worse varchar not null,           -- the side of the peers that is the worse one: high, low, either or none
    benchmark varchar not null,       -- the view that shows it
    unit_price varchar not null       -- the indicator by which a count is turned into money; '' for none
);

create or replace table raw.indicator_operands (
    indicator varchar not null,
    side varchar not null,            -- numerator or denominator
    sign integer not null,            -- 1 or -1
    measure varchar not null,
    breakdown varchar not null,
    stage varchar not null,
    year_offset integer not null      -- 0, or -1 for last year
);

-- What remarks can be about.
create or replace table raw.remark_topics (
    kind varchar not null,
    topic varchar not null,
    label varchar not null,           -- in Chinese
    is_weak boolean not null,         -- said in every report: it weighs little
    indicators varchar[] not null     -- words in the names of rows of score sheets that measure it
);

create table if not exists raw.reports (
    report_id varchar not null,
    version integer not null,
    source varchar not null,
    origin varchar not null,          -- SHA-256 of the full path it was loaded from: the same path is the same file
    record_digest varchar not null,   -- of the record without source and text: an unchanged one is not stored again
    text_digest varchar not null,     -- of the text and what repeats its words; '' where it was not passed on
    document_digest varchar not null, -- of the file's bytes; '' where not passed on
    kind varchar not null,
    department varchar,
    jurisdiction varchar,
    fiscal_year integer,
    scope varchar not null,
    filed_on date,
    is_demonstration boolean,         -- invented, to show what the product does
    loaded_at timestamp not null      -- UTC
);

-- The departments there are, as the bureau lists them; written anew when a roster is given.
create table if not exists raw.roster (
    department_id varchar not null,
    department varchar not null,
    aliases varchar[] not null,
    jurisdiction varchar not null,    -- GB/T 2260: 430611
    jurisdiction_name varchar not null,
    function varchar not null,
    level varchar not null,
    parent varchar not null,
    first_year integer,               -- null: without beginning
    last_year integer,                -- null: to this day
    successor varchar not null,       -- what it was merged into or renamed, of the same jurisdiction; '' for none
    origin varchar not null           -- the file it came in; '' where it ships with the product; demonstration
);

-- Whose report it is and on which year, after the roster and what people settled; written anew at every load.
create table if not exists raw.identities (
    report_id varchar not null,
    department_id varchar,            -- of raw.roster; null where it could not be resolved
    department varchar,
    jurisdiction varchar,
    fiscal_year integer,
    scope varchar not null,
    is_resolved boolean not null,     -- department and year are known: it may be compared
    reason varchar not null,          -- in Chinese, what a person has to settle; '' for nothing
    settled_by varchar                -- who settled any of it
);

-- What people corrected, field by field, only ever added to: of a field's corrections the last one counts.
create table if not exists raw.corrections (
    correction integer not null,      -- 1 is the first of the warehouse
    report_id varchar not null,
    fact_id varchar not null,         -- '' where it is about the report
    field varchar not null,
    was varchar not null,             -- what stood there before
    becomes varchar,                  -- null takes back what was corrected before
    author varchar not null,
    reason varchar not null,
    made_at timestamp not null        -- UTC
);

-- Departments that people compare with one another, only ever added to: of a name's entries the last one counts.
create table if not exists raw.saved_groups (
    entry integer not null,           -- 1 is the first of the warehouse
    name varchar not null,
    department_ids varchar[] not null,  -- of raw.roster; none: the group is given up
    author varchar not null,
    reason varchar not null,
    made_at timestamp not null        -- UTC
);

-- How well the extraction agrees with what people labelled; written anew by whoever measures it.
create table if not exists raw.accuracy (
    collection varchar not null,      -- the labelled texts: a folder, or what ships with the product
    measure varchar not null,         -- '' for all of them together
    reports integer not null,
    labelled integer not null,
    extracted integer not null,
    correct integer not null,         -- both
    measured_on date not null
);

-- Numbers that views compare with and weigh by, as they ship; written anew at every load.
create or replace table raw.thresholds (
    threshold varchar not null,       -- claimed_rate_differs.high_points
    owner varchar not null,           -- the view that reads it
    label varchar not null,
    value decimal(18, 6) not null,    -- the default
    unit varchar not null,
    reason varchar not null,          -- in Chinese, why it is this one
    least decimal(18, 6) not null,    -- the bounds of what it may be changed to
    most decimal(18, 6)
);

-- What people changed them to, only ever added to: of a threshold's changes the last one counts.
create table if not exists raw.threshold_changes (
    change integer not null,          -- 1 is the first of the warehouse
    threshold varchar not null,
    becomes decimal(18, 6),           -- null takes back what was changed before
    author varchar not null,
    reason varchar not null,
    made_at timestamp not null        -- UTC
);

-- Scoring rules and grade bands by region and year, each with what it inherits; ours are written anew at every load.
create table if not exists raw.rubrics (
    rubric varchar not null,          -- the file
    origin varchar not null,          -- '' where it ships with the product; own
    name varchar not null,
    jurisdictions varchar[] not null, -- codes or names; none: it is only extended
    first_year integer,               -- null: without beginning
    last_year integer,
    source varchar not null
);

create table if not exists raw.rubric_bands (
    rubric varchar not null,
    origin varchar not null,
    grade varchar not null,
    least decimal(10, 4) not null     -- from these points on
);

create table if not exists raw.rubric_indicators (
    rubric varchar not null,
    origin varchar not null,
    indicator varchar not null,
    names varchar[] not null,         -- as they are compared: without quotation marks and weights
    level1 varchar not null,
    level2 varchar not null,
    measure varchar not null,         -- the rate that decides; '' for none
    basis varchar not null,           -- figures, counted, surveyed or judged
    better varchar,                   -- higher or lower
    points decimal(10, 4)             -- null where they are not known
);

create table if not exists raw.rubric_rules (
    rubric varchar not null,
    origin varchar not null,
    indicator varchar not null,
    clause integer not null,
    low decimal(12, 4),               -- a figure in percent from here on; null: without end
    low_included boolean not null,
    high decimal(12, 4),
    high_included boolean not null,
    points decimal(12, 4),            -- what it earns
    share decimal(12, 6),             -- of the full points, where no points are named
    limit_pct decimal(12, 4),         -- beyond this something is lost
    step decimal(12, 4),              -- for every so many points of percent; null: once
    lost decimal(12, 4),              -- so many points
    lost_share decimal(12, 6),        -- or such a share of the full ones
    most_lost decimal(12, 4)          -- and no more than that
);

-- What score sheets call their indicators, and how their standards set the points; written anew at every load.
create table if not exists raw.item_names (
    level2 varchar not null,
    level3 varchar not null,
    name varchar not null,            -- as it is compared
    measure varchar not null          -- the rate that it is; '' for none
);

create table if not exists raw.item_rules (
    standard varchar not null,        -- in the words of the sheet
    clause integer not null,
    low decimal(12, 4),               -- a figure in percent from here on; null: without end
    low_included boolean not null,
    high decimal(12, 4),
    high_included boolean not null,
    points decimal(12, 4),            -- what it earns
    share decimal(12, 6),             -- of the full points, where no points are named
    limit_pct decimal(12, 4),         -- beyond this something is lost
    step decimal(12, 4),              -- for every so many points of percent; null: once
    lost decimal(12, 4),              -- so many points
    lost_share decimal(12, 6),        -- or such a share of the full ones
    most_lost decimal(12, 4)          -- and no more than that
);

-- What the bureau found when it looked, only ever added to: of an indicator's reviews the last one counts.
create table if not exists raw.reviews (
    review integer not null,          -- 1 is the first of the warehouse
    department_id varchar not null,   -- of raw.roster
    fiscal_year integer not null,
    indicator varchar not null,       -- '' for the whole score
    self_points decimal(10, 4),
    review_points decimal(10, 4) not null,
    reviewed_on date,
    arm varchar not null,             -- why it was looked at: certainty, risk, random, both; '' where not known
    reviewer varchar not null,
    taken_in_at timestamp not null    -- UTC
);

create table if not exists raw.documents (
    report_id varchar not null,
    version integer not null,
    text varchar not null             -- only where the text was passed on
);

create table if not exists raw.facts (
    report_id varchar not null,
    version integer not null,
    fact_id varchar not null,         -- the same for the same figure in every version
    fiscal_year integer,
    measure varchar not null,
    breakdown varchar not null,
    stage varchar not null,
    value decimal(28, 8),             -- as printed, in the unit printed; null for grades and whatever is not stated
    decimals integer,                 -- digits printed after the point
    value_text varchar,               -- as printed
    unit varchar not null,
    disclosure varchar not null,
    reported_by varchar not null,
    formula varchar,                  -- the arithmetic printed beside a rate, and the bounds of its result in percent
    formula_low decimal(28, 8),
    formula_high decimal(28, 8),
    confidence varchar,               -- certain, inferred, doubtful; '' where the extractor does not say
    doubt varchar,                    -- why it is not certain, in Chinese
    recognition double                -- 0 to 1, of the text recognition; null where text was text
);

create table if not exists raw.places (
    report_id varchar not null,
    version integer not null,
    fact_id varchar not null,
    place integer not null,           -- 1 is the first
    start_offset integer not null,
    end_offset integer not null,
    evidence varchar not null,
    page integer,                     -- all counted from 1; null where the format has none
    paragraph integer,
    table_number integer,
    row_number integer,
    column_number integer
);

create table if not exists raw.targets (
    report_id varchar not null,
    version integer not null,
    target integer not null,          -- 1 is the first
    indicator varchar not null,
    goal varchar not null,
    achieved varchar not null,
    start_offset integer not null,
    end_offset integer not null,
    evidence varchar not null
);

create table if not exists raw.grade_bands (
    report_id varchar not null,
    version integer not null,
    band integer not null,            -- 1 is the first
    grade varchar not null,
    least decimal(10, 4),             -- from these points on
    below decimal(10, 4),             -- and under these
    start_offset integer not null,
    end_offset integer not null,
    evidence varchar not null
);

create table if not exists raw.excerpts (
    report_id varchar not null,
    version integer not null,
    excerpt integer not null,         -- 1 is the first
    kind varchar not null,            -- problems or improvements
    start_offset integer not null,
    end_offset integer not null,
    evidence varchar not null         -- the whole passage
);

-- What is no figure but can be checked; what the columns mean for each kind is said in loaders/models.py.
create table if not exists raw.remarks (
    report_id varchar not null,
    version integer not null,
    remark integer not null,          -- 1 is the first
    kind varchar not null,
    topic varchar not null,           -- of raw.remark_topics
    year integer,
    first_on date,
    last_on date,
    number decimal(18, 4),
    compared varchar[] not null,      -- expenditure.actual@2020
    start_offset integer not null,
    end_offset integer not null,
    evidence varchar not null
);

-- The sentences of prose, without their words.
create table if not exists raw.sentences (
    report_id varchar not null,
    version integer not null,
    sentence integer not null,        -- 1 is the first
    section varchar not null,         -- what the headings above announce: duties, process, results …; '' unknown
    wording ubigint not null,         -- digest without blanks, punctuation, numbers and the department's own names
    exact ubigint not null,           -- digest with the numbers, save dates
    characters integer not null,      -- that went into the digests
    figures integer not null,         -- numbers that count something
    passage integer not null,         -- paragraph or cell, 1 is the first
    start_offset integer not null,
    end_offset integer not null
);

-- What a report calls its department, and who else speaks in it, each name once.
create table if not exists raw.self_names (
    report_id varchar not null,
    version integer not null,
    self_name integer not null,       -- 1 is the first
    kind varchar not null,            -- self: 我局; body: 保护区建立了…; department: another one's name
    name varchar not null,
    fits varchar not null,            -- regular expression of the departments' names that it fits
    mentions integer not null,
    other_mentions integer not null,  -- of a body, where it does not speak
    start_offset integer not null,    -- of the first
    end_offset integer not null,
    evidence varchar not null
);

create table if not exists raw.score_items (
    report_id varchar not null,
    version integer not null,
    item integer not null,            -- 1 is the first row of the sheet
    level1 varchar not null,
    level2 varchar not null,
    level3 varchar not null,
    full_points decimal(10, 4),
    merged_points decimal(10, 4),     -- one number printed over several rows; on the first of them
    self_points decimal(10, 4),
    standard varchar not null,
    deduction_reason varchar not null,
    recognition double,
    start_offset integer not null,
    end_offset integer not null,
    evidence varchar not null
);

-- What became of every file, as it was last read.
create table if not exists raw.files (
    origin varchar not null,          -- SHA-256 of its full path, as in raw.reports
    source varchar not null,          -- its name, with folders below the one that was given
    path varchar,                     -- where it was, so that it can be read again
    digest varchar not null,          -- SHA-256 of its bytes; '' where they could not be read
    size bigint not null,             -- bytes
    modified_ns bigint not null,      -- nanoseconds since 1970: with the same size it is taken for unchanged
    status varchar not null,          -- loaded, to_settle or failed
    reason varchar not null,          -- in Chinese, why it is to be settled or has failed
    report_ids varchar[] not null,    -- the reports in it
    seconds double not null,          -- that reading it took
    fingerprint varchar not null,     -- of the readers, finders and vocabulary that read it
    loaded_at timestamp not null      -- UTC
);

-- What the tables of the snapshot held when it was published; written anew with it.
create or replace table raw.contents (
    relation varchar not null,        -- raw.facts
    rows bigint not null,
    total ubigint                     -- over every value, whatever the order of the rows; null where there are none
);
