"""The pages: what the warehouse holds, in Chinese, with the sentence behind every number."""
