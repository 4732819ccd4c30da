-- lua: Lua's own library in short, for help at the prompt; the manual at lua.org says all of it.

return {
  title = "Lua",
  intro = "The functions of Lua 5.4 itself, in short; all of it stands in the manual at www.lua.org.",
  groups = { "basic", "string", "table", "math", "io", "os", "utf8", "coroutine", "debug", "package" },

  -- ---- basic ----------------------------------------------------------------------------------------------

  { name = "assert", signature = "assert(value [, message])", group = "basic",
    text = "Gives back all its arguments when value is true; otherwise raises message, or \"assertion "
      .. "failed!\".",
    see = { "error", "pcall" } },
  { name = "collectgarbage", signature = "collectgarbage([what [, argument]])", group = "basic",
    text = "Frees what nobody can reach any more; \"count\" tells the kilobytes in use, \"step\", "
      .. "\"stop\", \"restart\", \"incremental\", \"generational\" and \"isrunning\" steer it." },
  { name = "dofile", signature = "dofile([path])", group = "basic",
    text = "Runs a file of Lua code, or standard input, and gives back what it returns.",
    see = { "loadfile", "require" } },
  { name = "error", signature = "error(message [, level])", group = "basic",
    text = "Raises an error; level 1, the default, blames the place of the call, 2 its caller, 0 adds no "
      .. "place.",
    example = [[
print(pcall(error, "no", 0))  --> false	no
]],
    see = { "pcall", "assert" } },
  { name = "getmetatable", signature = "getmetatable(value)", group = "basic",
    text = "The metatable of a value or nil; its field __metatable instead, when it has one.",
    see = { "setmetatable" } },
  { name = "ipairs", signature = "ipairs(list)", group = "basic",
    text = "For a for loop over 1, 2, 3, … and their values, up to the first nil.",
    example = [[
for i, word in ipairs{"a", "b"} do print(i .. word) end
]],
    see = { "pairs" } },
  { name = "load", signature = "load(chunk [, name [, mode [, env]]])", group = "basic",
    text = "Compiles code, a string or a function that gives it piece by piece, into a function; of code "
      .. "with an error nil and the message.",
    example = [[
print(load("return 1 + 2")())  --> 3
]],
    see = { "loadfile", "pcall" } },
  { name = "loadfile", signature = "loadfile([path [, mode [, env]]])", group = "basic",
    text = "Compiles a file into a function without running it; of code with an error nil and the message.",
    see = { "load", "dofile" } },
  { name = "next", signature = "next(table [, key])", group = "basic",
    text = "The key after this one and its value, in no particular order; without a key the first, after "
      .. "the last nil.",
    example = [[
print(next({}))  --> nil
]],
    see = { "pairs" } },
  { name = "pairs", signature = "pairs(table)", group = "basic",
    text = "For a for loop over all keys and values of a table, in no particular order.",
    example = [[
for key, value in pairs{x = 1} do print(key, value) end
]],
    see = { "ipairs", "next" } },
  { name = "pcall", signature = "pcall(f, ...)", group = "basic",
    text = "Calls f with the other arguments and catches errors: true and the results, or false and the "
      .. "message.",
    example = [[
print(pcall(function() return 7 end))  --> true	7
]],
    see = { "xpcall", "error" } },
  { name = "print", signature = "print(...)", group = "basic",
    text = "Writes its arguments, made text by tostring, to standard output, with tabs between them and a "
      .. "line's end.",
    example = [[
print(1, 2 / 2, "x")  --> 1	1.0	x
]],
    see = { "io.write", "tostring" } },
  { name = "rawequal", signature = "rawequal(a, b)", group = "basic",
    text = "Whether two values are the same, without asking the metamethod __eq.",
    see = { "rawget" } },
  { name = "rawget", signature = "rawget(table, key)", group = "basic",
    text = "The value at a key, without asking the metamethod __index.",
    see = { "rawset" } },
  { name = "rawlen", signature = "rawlen(value)", group = "basic",
    text = "The length of a table or a string, without asking the metamethod __len.",
    see = { "rawequal" } },
  { name = "rawset", signature = "rawset(table, key, value)", group = "basic",
    text = "Sets a key, without asking the metamethod __newindex, and gives back the table.",
    see = { "rawget" } },
  { name = "require", signature = "require(name)", group = "basic",
    text = "Loads a module once and gives back what it returned; a second call gives the same again.",
    example = [[
print(require "nn" == nn)  --> true
]],
    see = { "package.path", "package.loaded" } },
  { name = "select", signature = "select(n, ...)", group = "basic",
    text = "The arguments from number n on, from the end for a negative n; with \"#\", how many there are.",
    example = [[
print(select("#", "a", "b"), select(2, "a", "b"))  --> 2	b
]],
    see = { "table.pack" } },
  { name = "setmetatable", signature = "setmetatable(table, metatable)", group = "basic",
    text = "Gives a table its metatable, or none for nil, and gives back the table.",
    see = { "getmetatable" } },
  { name = "tonumber", signature = "tonumber(value [, base])", group = "basic",
    text = "The number that a text stands for, in base 10 or from 2 to 36, or nil.",
    example = [[
print(tonumber("0x10"), tonumber("ff", 16), tonumber("x"))  --> 16	255	nil
]],
    see = { "tostring", "math.tointeger" } },
  { name = "tostring", signature = "tostring(value)", group = "basic",
    text = "A value as text; a metatable can say how, with __tostring or __name.",
    example = [[
print(tostring(nil) .. "!")  --> nil!
]],
    see = { "tonumber", "string.format" } },
  { name = "type", signature = "type(value)", group = "basic",
    text = "The type of a value as text: \"nil\", \"boolean\", \"number\", \"string\", \"table\", "
      .. "\"function\", \"thread\" or \"userdata\".",
    example = [[
print(type(1), type("1"))  --> number	string
]],
    see = { "math.type", "io.type" } },
  { name = "warn", signature = "warn(text, ...)", group = "basic",
    text = "Writes a warning to standard error; \"@on\" and \"@off\" alone turn warnings on and off." },
  { name = "xpcall", signature = "xpcall(f, handler, ...)", group = "basic",
    text = "Calls f with the arguments behind the handler and catches errors; the handler gets the message "
      .. "and its result is given back behind false.",
    see = { "pcall", "debug.traceback" } },
  { name = "_G", signature = "_G", group = "basic",
    text = "The table of all global variables: _G.x is x." },
  { name = "_VERSION", signature = "_VERSION", group = "basic",
    text = "The version of the language, \"Lua 5.4\".",
    example = [[
print(_VERSION)  --> Lua 5.4
]] },
  { name = "arg", signature = "arg", group = "basic",
    text = "The words of the command line: arg[0] is the script, arg[1] the first word after it.",
    see = { "nn.args" } },

  -- ---- string ---------------------------------------------------------------------------------------------

  { name = "string.byte", signature = "string.byte(s [, i [, j]])", group = "string",
    text = "The codes of the characters from i to j; of the first, or of character i, when these are left "
      .. "out.",
    example = [[
print(("AB"):byte(1, 2))  --> 65	66
]],
    see = { "string.char", "utf8.codepoint" } },
  { name = "string.char", signature = "string.char(...)", group = "string",
    text = "The text of these character codes.",
    example = [[
print(string.char(72, 105))  --> Hi
]],
    see = { "string.byte", "utf8.char" } },
  { name = "string.dump", signature = "string.dump(f [, strip])", group = "string",
    text = "A function as binary text that load reads; with strip true without names and lines.",
    see = { "load" } },
  { name = "string.find", signature = "string.find(s, pattern [, from [, plain]])", group = "string",
    text = "Where the pattern is first found, first and last position and then its captures, or nil; with "
      .. "plain true the pattern is plain text.",
    example = [[
print(("digits"):find("git"))  --> 3	5
]],
    see = { "string.match" } },
  { name = "string.format", signature = "string.format(format, ...)", group = "string",
    text = "A text with the values in the places of %d (whole), %f, %.3f, %g (numbers), %s (text), %q "
      .. "(text as Lua code), %x, %c, %a; %% is a percent sign.",
    example = [[
print(("%.3f %5d %s"):format(2 / 3, 42, "x"))  --> 0.667    42 x
]],
    see = { "tostring" } },
  { name = "string.gmatch", signature = "string.gmatch(s, pattern [, from])", group = "string",
    text = "For a for loop over all places where the pattern is found: its captures, or the whole match.",
    example = [[
for word in ("one two"):gmatch "%a+" do print(word) end
]],
    see = { "string.gsub" } },
  { name = "string.gsub", signature = "string.gsub(s, pattern, replacement [, n])", group = "string",
    text = "The text with every match, or the first n, replaced by a text (%1 is capture 1), a table's "
      .. "value or a function's result; and how many there were.",
    example = [[
print(("a-b-c"):gsub("-", "+"))  --> a+b+c	2
]],
    see = { "string.gmatch" } },
  { name = "string.len", signature = "string.len(s)", group = "string",
    text = "The number of bytes of a text, the same as #s.",
    example = [[
print(("nine"):len())  --> 4
]],
    see = { "utf8.len" } },
  { name = "string.lower", signature = "string.lower(s)", group = "string",
    text = "The text with small letters for capital ones.",
    example = [[
print(("MNIST"):lower())  --> mnist
]],
    see = { "string.upper" } },
  { name = "string.match", signature = "string.match(s, pattern [, from])", group = "string",
    text = "The captures of the first match, or all of it without captures, or nil.",
    example = [[
print(("epoch 12"):match "%d+")  --> 12
]],
    see = { "string.find", "string.gmatch" } },
  { name = "string.pack", signature = "string.pack(format, ...)", group = "string",
    text = "Values as binary text: \"<\" and \">\" set the byte order, b h i4 l j are whole numbers, f and "
      .. "d fractions, s and z texts.",
    example = [[
print(#string.pack("<i4d", 1, 0.5))  --> 12
]],
    see = { "string.unpack" } },
  { name = "string.packsize", signature = "string.packsize(format)", group = "string",
    text = "How many bytes string.pack would make of a format of fixed size.",
    example = [[
print(string.packsize "<i4d")  --> 12
]],
    see = { "string.pack" } },
  { name = "string.rep", signature = "string.rep(s, n [, separator])", group = "string",
    text = "The text n times, with the separator between.",
    example = [[
print(("ab"):rep(3, "-"))  --> ab-ab-ab
]] },
  { name = "string.reverse", signature = "string.reverse(s)", group = "string",
    text = "The bytes of a text in reverse order.",
    example = [[
print(("abc"):reverse())  --> cba
]] },
  { name = "string.sub", signature = "string.sub(s, i [, j])", group = "string",
    text = "The part from byte i to byte j, both included; -1 is the last, also when j is left out.",
    example = [[
print(("neuron"):sub(1, 3), ("neuron"):sub(-2))  --> neu	on
]],
    see = { "string.byte" } },
  { name = "string.unpack", signature = "string.unpack(format, s [, from])", group = "string",
    text = "The values that string.pack put into a text, and the position behind them.",
    example = [[
print(string.unpack("<i4", string.pack("<i4", 7)))  --> 7	5
]],
    see = { "string.pack" } },
  { name = "string.upper", signature = "string.upper(s)", group = "string",
    text = "The text with capital letters for small ones.",
    example = [[
print(("mnist"):upper())  --> MNIST
]],
    see = { "string.lower" } },

  -- ---- table ----------------------------------------------------------------------------------------------

  { name = "table.concat", signature = "table.concat(list [, separator [, i [, j]]])", group = "table",
    text = "The texts and numbers of a list in one text, from i to j, with the separator between.",
    example = [[
print(table.concat({784, 200, 10}, "-"))  --> 784-200-10
]] },
  { name = "table.insert", signature = "table.insert(list, [at,] value)", group = "table",
    text = "Puts a value at the end of a list, or at a position, moving up what is there.",
    example = [[
list = {1, 3}
table.insert(list, 2, 2)
print(table.concat(list, " "))  --> 1 2 3
]],
    see = { "table.remove" } },
  { name = "table.move", signature = "table.move(from, i, j, at [, to])", group = "table",
    text = "Copies elements i to j to position `at` of the same list or of another one, and gives that "
      .. "back.",
    example = [[
print(table.concat(table.move({1, 2, 3}, 2, 3, 1, {}), " "))  --> 2 3
]] },
  { name = "table.pack", signature = "table.pack(...)", group = "table",
    text = "The arguments as a list, with their count in n.",
    example = [[
print(table.pack("a", nil).n)  --> 2
]],
    see = { "table.unpack", "select" } },
  { name = "table.remove", signature = "table.remove(list [, at])", group = "table",
    text = "Takes out the last element, or the one at a position, closing the gap, and gives it back.",
    example = [[
print(table.remove{5, 6, 7})  --> 7
]],
    see = { "table.insert" } },
  { name = "table.sort", signature = "table.sort(list [, before])", group = "table",
    text = "Sorts a list in place, by < or by before(a, b), which says whether a must come before b.",
    example = [[
list = {3, 1, 2}
table.sort(list)
print(table.concat(list))  --> 123
]] },
  { name = "table.unpack", signature = "table.unpack(list [, i [, j]])", group = "table",
    text = "The elements of a list, from i to j, as single values.",
    example = [[
print(table.unpack{1, 2})  --> 1	2
]],
    see = { "table.pack" } },

  -- ---- math -----------------------------------------------------------------------------------------------

  { name = "math.abs", signature = "math.abs(x)", group = "math",
    text = "The number without its sign.",
    example = [[
print(math.abs(-0.5))  --> 0.5
]] },
  { name = "math.acos", signature = "math.acos(x)", group = "math",
    text = "The angle, in radians, whose cosine is x.",
    example = [[
print(math.acos(1))  --> 0.0
]],
    see = { "math.cos" } },
  { name = "math.asin", signature = "math.asin(x)", group = "math",
    text = "The angle, in radians, whose sine is x.",
    example = [[
print(math.asin(0))  --> 0.0
]],
    see = { "math.sin" } },
  { name = "math.atan", signature = "math.atan(y [, x])", group = "math",
    text = "The angle, in radians, whose tangent is y / x; x is 1 unless given, and the signs of both "
      .. "choose the quadrant.",
    example = [[
print(math.atan(1, -1) == 0.75 * math.pi)  --> true
]],
    see = { "math.tan" } },
  { name = "math.atan2", signature = "math.atan2(y, x)", group = "math",
    text = "The same as math.atan(y, x), under its old name.",
    see = { "math.atan" } },
  { name = "math.ceil", signature = "math.ceil(x)", group = "math",
    text = "The smallest whole number that is not below x.",
    example = [[
print(math.ceil(2.1))  --> 3
]],
    see = { "math.floor" } },
  { name = "math.cos", signature = "math.cos(x)", group = "math",
    text = "The cosine of an angle in radians.",
    example = [[
print(math.cos(0))  --> 1.0
]],
    see = { "math.acos" } },
  { name = "math.cosh", signature = "math.cosh(x)", group = "math",
    text = "The hyperbolic cosine, (e^x + e^-x) / 2.",
    example = [[
print(math.cosh(0))  --> 1.0
]],
    see = { "math.sinh" } },
  { name = "math.deg", signature = "math.deg(x)", group = "math",
    text = "Radians as degrees.",
    example = [[
print(math.deg(math.pi))  --> 180.0
]],
    see = { "math.rad" } },
  { name = "math.exp", signature = "math.exp(x)", group = "math",
    text = "e to the power x.",
    example = [[
print(1 / (1 + math.exp(-0)))  --> 0.5
]],
    see = { "matrix:exp", "math.log" } },
  { name = "math.floor", signature = "math.floor(x)", group = "math",
    text = "The largest whole number that is not above x.",
    example = [[
print(math.floor(-2.1))  --> -3
]],
    see = { "math.ceil" } },
  { name = "math.fmod", signature = "math.fmod(x, y)", group = "math",
    text = "What is left of x / y rounded towards zero: it has the sign of x.",
    example = [[
print(math.fmod(-7, 3), -7 % 3)  --> -1	2
]],
    see = { "math.modf" } },
  { name = "math.frexp", signature = "math.frexp(x)", group = "math",
    text = "The fraction m, from 0.5 to 1, and the whole number e of x = m · 2^e.",
    example = [[
print(math.frexp(6))  --> 0.75	3
]],
    see = { "math.ldexp" } },
  { name = "math.huge", signature = "math.huge", group = "math",
    text = "Infinity, larger than any other number.",
    example = [[
print(1 / 0 == math.huge)  --> true
]] },
  { name = "math.ldexp", signature = "math.ldexp(m, e)", group = "math",
    text = "m · 2^e.",
    example = [[
print(math.ldexp(0.75, 3))  --> 6.0
]],
    see = { "math.frexp" } },
  { name = "math.log", signature = "math.log(x [, base])", group = "math",
    text = "The logarithm, natural unless a base is given.",
    example = [[
print(math.log(1), math.log(8, 2))  --> 0.0	3.0
]],
    see = { "matrix:log", "math.exp" } },
  { name = "math.log10", signature = "math.log10(x)", group = "math",
    text = "The logarithm to the base 10.",
    example = [[
print(math.log10(1000))  --> 3.0
]],
    see = { "math.log" } },
  { name = "math.max", signature = "math.max(x, ...)", group = "math",
    text = "The largest of its arguments.",
    example = [[
print(math.max(3, 9, 4))  --> 9
]],
    see = { "matrix:max" } },
  { name = "math.maxinteger", signature = "math.maxinteger", group = "math",
    text = "The largest whole number, 2^63 - 1.",
    example = [[
print(math.maxinteger)  --> 9223372036854775807
]],
    see = { "math.mininteger" } },
  { name = "math.min", signature = "math.min(x, ...)", group = "math",
    text = "The smallest of its arguments.",
    example = [[
print(math.min(3, 9, 4))  --> 3
]],
    see = { "matrix:min" } },
  { name = "math.mininteger", signature = "math.mininteger", group = "math",
    text = "The smallest whole number, -2^63.",
    see = { "math.maxinteger" } },
  { name = "math.modf", signature = "math.modf(x)", group = "math",
    text = "The part before the point and the part behind it.",
    example = [[
print(math.modf(2.75))  --> 2	0.75
]],
    see = { "math.floor" } },
  { name = "math.pi", signature = "math.pi", group = "math",
    text = "The number π.",
    example = [[
print(("%.4f"):format(math.pi))  --> 3.1416
]] },
  { name = "math.pow", signature = "math.pow(x, y)", group = "math",
    text = "x to the power y, the same as x ^ y.",
    example = [[
print(math.pow(2, 10))  --> 1024.0
]],
    see = { "math.exp" } },
  { name = "math.rad", signature = "math.rad(x)", group = "math",
    text = "Degrees as radians.",
    example = [[
print(math.rad(180) == math.pi)  --> true
]],
    see = { "math.deg" } },
  { name = "math.random", signature = "math.random([high]) or math.random(low, high)", group = "math",
    text = "A random number from 0 to 1; a whole one from 1 to high, or from low to high, when these are "
      .. "given; it is not the generator of nn.rand.",
    example = [[
n = math.random(6)
print(n >= 1 and n <= 6)  --> true
]],
    see = { "math.randomseed", "nn.rand" } },
  { name = "math.randomseed", signature = "math.randomseed([x [, y]])", group = "math",
    text = "Starts math.random anew, the same for the same numbers, by chance without any; nn.seed is for "
      .. "matrices and networks.",
    see = { "math.random", "nn.seed" } },
  { name = "math.sin", signature = "math.sin(x)", group = "math",
    text = "The sine of an angle in radians.",
    example = [[
print(math.sin(0))  --> 0.0
]],
    see = { "math.asin" } },
  { name = "math.sinh", signature = "math.sinh(x)", group = "math",
    text = "The hyperbolic sine, (e^x - e^-x) / 2.",
    example = [[
print(math.sinh(0))  --> 0.0
]],
    see = { "math.cosh" } },
  { name = "math.sqrt", signature = "math.sqrt(x)", group = "math",
    text = "The square root.",
    example = [[
print(math.sqrt(2.25))  --> 1.5
]],
    see = { "matrix:sqrt" } },
  { name = "math.tan", signature = "math.tan(x)", group = "math",
    text = "The tangent of an angle in radians.",
    example = [[
print(math.tan(0))  --> 0.0
]],
    see = { "math.atan" } },
  { name = "math.tanh", signature = "math.tanh(x)", group = "math",
    text = "The hyperbolic tangent, from -1 to 1.",
    example = [[
print(math.tanh(0))  --> 0.0
]],
    see = { "matrix:tanh" } },
  { name = "math.tointeger", signature = "math.tointeger(x)", group = "math",
    text = "The number as an integer, or nil when it has a fraction.",
    example = [[
print(math.tointeger(3.0), math.tointeger(3.5))  --> 3	nil
]],
    see = { "math.type" } },
  { name = "math.type", signature = "math.type(x)", group = "math",
    text = "\"integer\" or \"float\", or nil of what is no number.",
    example = [[
print(math.type(3), math.type(3.0))  --> integer	float
]],
    see = { "type" } },
  { name = "math.ult", signature = "math.ult(a, b)", group = "math",
    text = "Whether integer a is below b when both are read as unsigned.",
    example = [[
print(math.ult(1, -1))  --> true
]] },

  -- ---- io -------------------------------------------------------------------------------------------------

  { name = "io.close", signature = "io.close([file])", group = "io",
    text = "Closes a file, or the default output.",
    see = { "file:close" } },
  { name = "io.flush", signature = "io.flush()", group = "io",
    text = "Writes out what the default output has put aside.",
    see = { "file:flush" } },
  { name = "io.input", signature = "io.input([file])", group = "io",
    text = "Makes a file, open or named, the default input; without one gives back the one in use.",
    see = { "io.read", "io.output" } },
  { name = "io.lines", signature = "io.lines([path, ...])", group = "io",
    text = "For a for loop over the lines of a file, or over what the formats of file:read ask for.",
    see = { "file:lines" } },
  { name = "io.open", signature = "io.open(path [, mode])", group = "io",
    text = "Opens a file to read \"r\", write \"w\", append \"a\", or both \"r+\" \"w+\" \"a+\", with b "
      .. "for binary; nil and the reason when that fails.",
    example = [[
f = io.open("a.txt", "w")
f:write("7\n")
f:close()
print(io.open("a.txt"):read "n")  --> 7
]],
    see = { "file:read", "file:write" } },
  { name = "io.output", signature = "io.output([file])", group = "io",
    text = "Makes a file, open or named, the default output; without one gives back the one in use.",
    see = { "io.write", "io.input" } },
  { name = "io.popen", signature = "io.popen(command [, mode])", group = "io",
    text = "Starts a program and gives a file to read its output, or with mode \"w\" to write its input.",
    see = { "os.execute" } },
  { name = "io.read", signature = "io.read(...)", group = "io",
    text = "Reads from the default input, with the formats of file:read.",
    see = { "file:read" } },
  { name = "io.stderr", signature = "io.stderr", group = "io",
    text = "The file for messages of errors.",
    see = { "io.stdout" } },
  { name = "io.stdin", signature = "io.stdin", group = "io",
    text = "The file that the keyboard or a pipe fills.",
    see = { "io.read" } },
  { name = "io.stdout", signature = "io.stdout", group = "io",
    text = "The file that print writes to.",
    see = { "io.write" } },
  { name = "io.tmpfile", signature = "io.tmpfile()", group = "io",
    text = "A new file, open for reading and writing, that is gone when the program ends.",
    see = { "os.tmpname" } },
  { name = "io.type", signature = "io.type(value)", group = "io",
    text = "\"file\" or \"closed file\", or nil of what is no file.",
    example = [[
print(io.type(io.stdout))  --> file
]],
    see = { "io.open" } },
  { name = "io.write", signature = "io.write(...)", group = "io",
    text = "Writes texts and numbers to the default output, with nothing between or after them.",
    see = { "print", "file:write" } },
  { name = "file:close", signature = "file:close()", group = "io",
    text = "Closes the file; of a program's it gives true or nil, \"exit\" or \"signal\", and the number.",
    see = { "io.open", "io.popen" } },
  { name = "file:flush", signature = "file:flush()", group = "io",
    text = "Writes out what was put aside.",
    see = { "file:setvbuf" } },
  { name = "file:lines", signature = "file:lines(...)", group = "io",
    text = "For a for loop over the lines, or over what the formats of file:read ask for.",
    see = { "io.lines" } },
  { name = "file:read", signature = "file:read(...)", group = "io",
    text = "Reads a line \"l\", a line with its end \"L\", a number \"n\", all that is left \"a\", or so "
      .. "many bytes; nil at the end of the file.",
    example = [[
f = io.tmpfile()
f:write("one\n784 200\n")
f:seek("set")
print(f:read(), f:read("n", "n"))  --> one	784	200
]],
    see = { "io.open", "file:lines" } },
  { name = "file:seek", signature = "file:seek([from [, offset]])", group = "io",
    text = "Goes to a place counted from \"set\" (the start), \"cur\" (here) or \"end\" and gives back "
      .. "where that is.",
    see = { "file:read" } },
  { name = "file:setvbuf", signature = "file:setvbuf(mode [, size])", group = "io",
    text = "Says when output leaves the program: at once \"no\", at each line's end \"line\", or when the "
      .. "buffer is full \"full\".",
    see = { "file:flush" } },
  { name = "file:write", signature = "file:write(...)", group = "io",
    text = "Writes texts and numbers and gives back the file, or nil and the reason.",
    see = { "io.open", "file:read" } },

  -- ---- os -------------------------------------------------------------------------------------------------

  { name = "os.clock", signature = "os.clock()", group = "os",
    text = "The processor time used so far, in seconds.",
    see = { "os.time" } },
  { name = "os.date", signature = "os.date([format [, time]])", group = "os",
    text = "A time, or now, as text: \"%Y-%m-%d %H:%M:%S\"; with \"*t\" as a table, with \"!\" in front in "
      .. "UTC.",
    example = [[
print(os.date("!%Y-%m-%d", 0))  --> 1970-01-01
]],
    see = { "os.time" } },
  { name = "os.difftime", signature = "os.difftime(later, earlier)", group = "os",
    text = "The seconds between two times.",
    example = [[
print(os.difftime(90, 30))  --> 60.0
]],
    see = { "os.time" } },
  { name = "os.execute", signature = "os.execute([command])", group = "os",
    text = "Runs a command in the shell: true or nil, \"exit\" or \"signal\", and the number; without a "
      .. "command whether there is a shell.",
    see = { "io.popen" } },
  { name = "os.exit", signature = "os.exit([code [, close]])", group = "os",
    text = "Ends the program with true (well), false or a number; with close true Lua is closed first." },
  { name = "os.getenv", signature = "os.getenv(name)", group = "os",
    text = "The value of an environment variable, or nil.",
    example = [[
print(os.getenv "NO_SUCH_VARIABLE")  --> nil
]] },
  { name = "os.remove", signature = "os.remove(path)", group = "os",
    text = "Deletes a file or an empty folder; nil and the reason when that fails.",
    see = { "os.rename" } },
  { name = "os.rename", signature = "os.rename(old, new)", group = "os",
    text = "Gives a file another name; nil and the reason when that fails.",
    see = { "os.remove" } },
  { name = "os.setlocale", signature = "os.setlocale(locale [, category])", group = "os",
    text = "Sets the locale for \"all\" or for one category and gives back its name; with nil only tells "
      .. "it." },
  { name = "os.time", signature = "os.time([date])", group = "os",
    text = "Now in seconds since 1970, or the time of a table with year, month, day and perhaps hour, min, "
      .. "sec.",
    example = [[
first = os.time{year = 2000, month = 1, day = 1}
print(os.time{year = 2000, month = 1, day = 2} - first)  --> 86400
]],
    see = { "os.date", "os.clock" } },
  { name = "os.tmpname", signature = "os.tmpname()", group = "os",
    text = "A name for a temporary file.",
    see = { "io.tmpfile" } },

  -- ---- utf8 -----------------------------------------------------------------------------------------------

  { name = "utf8.char", signature = "utf8.char(...)", group = "utf8",
    text = "The characters with these numbers as UTF-8 text.",
    example = [[
print(utf8.char(931))  --> Σ
]],
    see = { "utf8.codepoint" } },
  { name = "utf8.charpattern", signature = "utf8.charpattern", group = "utf8",
    text = "The pattern that matches one UTF-8 character.",
    example = [[
for c in ("Σx"):gmatch(utf8.charpattern) do print(c) end
]],
    see = { "string.gmatch" } },
  { name = "utf8.codepoint", signature = "utf8.codepoint(s [, i [, j [, lax]]])", group = "utf8",
    text = "The numbers of the characters that start between bytes i and j; of the first when these are "
      .. "left out.",
    example = [[
print(utf8.codepoint("Σ"))  --> 931
]],
    see = { "utf8.char" } },
  { name = "utf8.codes", signature = "utf8.codes(s [, lax])", group = "utf8",
    text = "For a for loop over the characters: each one's byte position and its number.",
    example = [[
for at, code in utf8.codes("Σx") do print(at, code) end
]],
    see = { "utf8.codepoint" } },
  { name = "utf8.len", signature = "utf8.len(s [, i [, j [, lax]]])", group = "utf8",
    text = "How many characters a UTF-8 text has; nil and the position of the first wrong byte when it is "
      .. "none.",
    example = [[
print(utf8.len("Σx"), #"Σx")  --> 2	3
]],
    see = { "string.len" } },
  { name = "utf8.offset", signature = "utf8.offset(s, n [, i])", group = "utf8",
    text = "The byte at which character n starts, counted from byte i.",
    example = [[
print(utf8.offset("Σx", 2))  --> 3
]],
    see = { "utf8.len" } },

  -- ---- coroutine ------------------------------------------------------------------------------------------

  { name = "coroutine.close", signature = "coroutine.close(co)", group = "coroutine",
    text = "Ends a suspended coroutine and closes its variables; true, or false and the error.",
    see = { "coroutine.create" } },
  { name = "coroutine.create", signature = "coroutine.create(f)", group = "coroutine",
    text = "Makes a coroutine of a function, which coroutine.resume starts.",
    see = { "coroutine.resume", "coroutine.wrap" } },
  { name = "coroutine.isyieldable", signature = "coroutine.isyieldable([co])", group = "coroutine",
    text = "Whether the coroutine, the running one unless given, can yield.",
    example = [[
print(coroutine.isyieldable())  --> false
]],
    see = { "coroutine.yield" } },
  { name = "coroutine.resume", signature = "coroutine.resume(co, ...)", group = "coroutine",
    text = "Starts a coroutine or lets it go on, passing values in: true and what it yields or returns, or "
      .. "false and the error.",
    example = [[
co = coroutine.create(function(a) return a + 1 end)
print(coroutine.resume(co, 1))  --> true	2
]],
    see = { "coroutine.yield" } },
  { name = "coroutine.running", signature = "coroutine.running()", group = "coroutine",
    text = "The running coroutine, and whether it is the main one.",
    example = [[
print(select(2, coroutine.running()))  --> true
]],
    see = { "coroutine.status" } },
  { name = "coroutine.status", signature = "coroutine.status(co)", group = "coroutine",
    text = "\"running\", \"suspended\", \"normal\" (it has resumed another one) or \"dead\".",
    example = [[
print(coroutine.status(coroutine.create(print)))  --> suspended
]],
    see = { "coroutine.running" } },
  { name = "coroutine.wrap", signature = "coroutine.wrap(f)", group = "coroutine",
    text = "Makes a coroutine and a function that resumes it each time it is called; errors are raised.",
    example = [[
count = coroutine.wrap(function()
  for i = 1, 3 do coroutine.yield(i) end
end)
print(count(), count())  --> 1	2
]],
    see = { "coroutine.create" } },
  { name = "coroutine.yield", signature = "coroutine.yield(...)", group = "coroutine",
    text = "Suspends the running coroutine and passes values out; gives back what the next resume passes "
      .. "in.",
    see = { "coroutine.resume" } },

  -- ---- debug ----------------------------------------------------------------------------------------------

  { name = "debug.debug", signature = "debug.debug()", group = "debug",
    text = "Reads lines from the keyboard and runs them, until one says cont." },
  { name = "debug.gethook", signature = "debug.gethook([thread])", group = "debug",
    text = "The hook in force, its mask and its count.",
    see = { "debug.sethook" } },
  { name = "debug.getinfo", signature = "debug.getinfo([thread,] f [, what])", group = "debug",
    text = "A table about a function, or the one at a level of the stack: its name, file, lines, "
      .. "parameters.",
    example = [[
print(debug.getinfo(string.rep, "S").what)  --> C
]],
    see = { "debug.traceback" } },
  { name = "debug.getlocal", signature = "debug.getlocal([thread,] f, n)", group = "debug",
    text = "Name and value of local variable n at a level of the stack; of a function the names of its "
      .. "parameters.",
    example = [[
print(debug.getlocal(function(x) return x end, 1))  --> x
]],
    see = { "debug.setlocal" } },
  { name = "debug.getmetatable", signature = "debug.getmetatable(value)", group = "debug",
    text = "The metatable of a value or nil, also where __metatable hides it.",
    see = { "getmetatable" } },
  { name = "debug.getregistry", signature = "debug.getregistry()", group = "debug",
    text = "The registry, the table in which C code keeps its values." },
  { name = "debug.getupvalue", signature = "debug.getupvalue(f, n)", group = "debug",
    text = "Name and value of variable n that function f holds from outside of it.",
    see = { "debug.setupvalue" } },
  { name = "debug.getuservalue", signature = "debug.getuservalue(userdata [, n])", group = "debug",
    text = "User value n of a userdata, and false when there is none.",
    see = { "debug.setuservalue" } },
  { name = "debug.setcstacklimit", signature = "debug.setcstacklimit(limit)", group = "debug",
    text = "Does nothing any more; kept for old programs." },
  { name = "debug.sethook", signature = "debug.sethook([thread,] hook, mask [, count])", group = "debug",
    text = "Has a function called at every call \"c\", return \"r\", line \"l\", or so many instructions; "
      .. "without arguments no more.",
    see = { "debug.gethook" } },
  { name = "debug.setlocal", signature = "debug.setlocal([thread,] level, n, value)", group = "debug",
    text = "Sets local variable n at a level of the stack and gives back its name.",
    see = { "debug.getlocal" } },
  { name = "debug.setmetatable", signature = "debug.setmetatable(value, metatable)", group = "debug",
    text = "Gives any value, or all values of its type, a metatable.",
    see = { "setmetatable" } },
  { name = "debug.setupvalue", signature = "debug.setupvalue(f, n, value)", group = "debug",
    text = "Sets variable n that function f holds from outside of it and gives back its name.",
    see = { "debug.getupvalue" } },
  { name = "debug.setuservalue", signature = "debug.setuservalue(userdata, value [, n])", group = "debug",
    text = "Sets user value n of a userdata and gives back the userdata.",
    see = { "debug.getuservalue" } },
  { name = "debug.traceback", signature = "debug.traceback([thread,] [message [, level]])", group = "debug",
    text = "The calls that led here, as text below the message.",
    see = { "xpcall", "debug.getinfo" } },
  { name = "debug.upvalueid", signature = "debug.upvalueid(f, n)", group = "debug",
    text = "A value that is the same for two functions exactly when they share that variable.",
    see = { "debug.upvaluejoin" } },
  { name = "debug.upvaluejoin", signature = "debug.upvaluejoin(f, n, g, m)", group = "debug",
    text = "Makes variable n of function f the same one as variable m of function g.",
    see = { "debug.upvalueid" } },

  -- ---- package --------------------------------------------------------------------------------------------

  { name = "package.config", signature = "package.config", group = "package",
    text = "The signs of paths on this system, a line each: the folder separator, \"/\", first.",
    example = [[
print(package.config:sub(1, 1))  --> /
]] },
  { name = "package.cpath", signature = "package.cpath", group = "package",
    text = "Where require looks for modules written in C.",
    see = { "package.path" } },
  { name = "package.loaded", signature = "package.loaded", group = "package",
    text = "The table of what require has loaded, by name; setting a name to nil has it loaded anew.",
    example = [[
print(package.loaded.string == string)  --> true
]],
    see = { "require" } },
  { name = "package.loadlib", signature = "package.loadlib(path, name)", group = "package",
    text = "Links a C library and gives its function of that name; nil, the message and where it failed "
      .. "otherwise.",
    see = { "package.cpath" } },
  { name = "package.path", signature = "package.path", group = "package",
    text = "Where require looks for modules written in Lua: file names with ? for the module, separated by "
      .. "semicolons.",
    see = { "require", "package.searchpath" } },
  { name = "package.preload", signature = "package.preload", group = "package",
    text = "A table of functions that require takes as the loaders of modules by their names.",
    see = { "require" } },
  { name = "package.searchers", signature = "package.searchers", group = "package",
    text = "The list of functions that require asks, in this order, for a module's loader.",
    see = { "require" } },
  { name = "package.searchpath", signature = "package.searchpath(name, path [, separator [, replacement]])",
    group = "package",
    text = "The first file of a path, written as package.path is, that can be opened for a name; nil and "
      .. "what was tried otherwise.",
    see = { "package.path" } },
}
