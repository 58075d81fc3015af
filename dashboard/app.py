"""The table of contents."""

import streamlit as st

from dashboard import frame

frame.show(
    st.navigation(
        [
            st.Page("app_pages/overview.py", title="总览", url_path="start", default=True),
            st.Page(frame.to_overview, title="总览", url_path="overview", visibility="hidden"),
            st.Page("app_pages/three_public.py", title="三公经费", url_path="three_public"),
            st.Page("app_pages/execution.py", title="预算执行", url_path="execution"),
            st.Page("app_pages/inflation.py", title="自评虚高", url_path="inflation"),
            st.Page("app_pages/comparison.py", title="部门对比", url_path="comparison"),
            st.Page("app_pages/department.py", title="部门画像", url_path="department"),
            st.Page("app_pages/trends.py", title="趋势与离群", url_path="trends"),
            st.Page("app_pages/findings.py", title="疑点", url_path="findings"),
            st.Page("app_pages/targeting.py", title="核查选点", url_path="targeting"),
            st.Page("app_pages/visits.py", title="现场核查", url_path="visits"),
            st.Page("app_pages/lookback.py", title="回看", url_path="lookback"),
            st.Page("app_pages/quality.py", title="报告与数据质量", url_path="quality"),
            st.Page("app_pages/settling.py", title="核对与更正", url_path="settling"),
            st.Page("app_pages/glossary.py", title="口径与术语", url_path="glossary"),
        ],
        position="top",
    )
)
