-- The departments there are, as the bureau lists them.
-- One row per department_id.
-- 中文：部门名册。登记的部门、别名、行政区划代码、职能、层级、主管部门和存续年度。
select
    department_id,
    department,
    aliases,
    jurisdiction as jurisdiction_code,
    jurisdiction_name as jurisdiction,
    nullif(function, '') as department_function,
    nullif(level, '') as level,
    nullif(parent, '') as parent,
    first_year,
    last_year,
    nullif(successor, '') as successor,
    origin <> '' as is_own
from raw.roster
