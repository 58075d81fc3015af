-- Reports that nobody could assign and files that could not be read, by the one department that each names best.
-- One row per department_id, fiscal_year, state, note.
-- A file that names no year may be of any; where it names two departments equally well, it is neither's.
-- 中文：无主报告。归属待核对的报告和读不出来的文件，从名称看最可能是哪个部门、哪一年的。
with
roster as (select * from staging.roster),

years as (
    select distinct
        jurisdiction,
        fiscal_year
    from core.peers
),

called as (
    select
        department_id,
        unnest(list_append(aliases, department)) as name,
        '^' || regexp_extract(jurisdiction, '[^省市州盟区县旗]+[市州盟区县旗]$') as place
    from roster
),

-- 君山区教育局 is called 教育局 too in the name of a file.
names as (
    select
        department_id,
        unnest([name, regexp_replace(name, place, '', 'g')]) as name
    from called
),

astray as (
    select
        'unresolved' as state,
        source || '：' || coalesce(unresolved_reason, '归属待核对') as note,
        source || ' ' || coalesce(stated_department, '') as words,
        fiscal_year
    from staging.reports
    where not is_resolved

    union all

    select
        'unreadable' as state,
        source || '：' || reason as note,
        source as words,
        null as fiscal_year
    from staging.files
    where status = 'failed'
),

named as (
    select
        names.department_id,
        years.fiscal_year,
        astray.state,
        astray.note,
        max(length(names.name)) as likeness
    from astray
    inner join names on length(names.name) >= 3 and contains(astray.words, names.name)
    inner join roster on names.department_id = roster.department_id
    inner join years
        on
            roster.jurisdiction = years.jurisdiction
            and years.fiscal_year >= coalesce(roster.first_year, years.fiscal_year)
            and years.fiscal_year <= coalesce(roster.last_year, years.fiscal_year)
    where
        astray.fiscal_year = years.fiscal_year
        or (
            astray.fiscal_year is null
            and (
                contains(astray.words, cast(years.fiscal_year as varchar))
                or not regexp_matches(astray.words, '20[0-9]{2}')
            )
        )
    group by names.department_id, years.fiscal_year, astray.state, astray.note
),

strays as (
    select * from named
    qualify
        likeness = max(likeness) over (partition by note, fiscal_year)
        and count(*) over (partition by note, fiscal_year, likeness) = 1
)

select * from strays
