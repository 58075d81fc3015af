-- Words for grades, those of the same grade with the same rank, the best first.
-- One row per grade.
-- 中文：等级用词。优、优秀、第一等级等是同一档。
with
ranks as (
    select
        listed.rank,
        listed.words
    from (
        values
        (1, ['优', '优秀', '第一等级', '一等', '一级', 'A']),
        (2, ['良', '良好', '第二等级', '二等', '二级', 'B']),
        (3, ['中', '中等', '一般', '合格', '第三等级', '三等', '三级', 'C']),
        (4, ['差', '较差', '不合格', '第四等级', '四等', '四级', 'D'])
    ) as listed (rank, words)
),

grade_words as (
    select
        unnest(words) as grade,
        rank
    from ranks
)

select * from grade_words
