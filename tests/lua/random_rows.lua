-- random_rows: numbers from -2 to 2 for the suites of matrices, as a table of rows.

return function(rows, cols)
  local t = {}
  for i = 1, rows do
    t[i] = {}
    for j = 1, cols do t[i][j] = math.random() * 4 - 2 end
  end
  return t
end
