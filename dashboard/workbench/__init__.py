"""The only door to what auditors write: dispositions, choices, draws, review sheets, kept apart from the warehouse.

`door.opened()` gives the store; the modules of this package say what can be recorded in it and what stands there:
`dispositions`, `choices`, `draws` (with the arithmetic of `sampling` and `estimates`), `sheets`, `archive` for export
and restore; `visits` and `conventions` read what ships as data.
"""
