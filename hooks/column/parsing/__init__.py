"""Files to values, each with the line where it stands; what cannot be read becomes a problem.

A reader's path: `decoding` (bytes to text) → `yaml_lines` (YAML to strings with lines; `yaml_fast` does so for plain
front matter) → `source` (a Markdown file: front matter and body) → `validation` (values held to a model, messages in
Chinese) → `data_file` (a file of the office).
"""
