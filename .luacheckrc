std = "lua54"
max_line_length = 110
files["tests"] = { globals = { "nn", "arg", "print" }, allow_defined_top = true }
read_globals = { "nn", "arg", "print" }
self = false
files["scripts/test_template.lua"] = { allow_defined_top = true }
files["scripts/exercises"] = { allow_defined_top = true, unused_args = false }
