## Files in and out: headings, preview and errors

exchange-column = columns
    .consequence_individual = Consequence for the individual
    .consequence_individual-also = consequence individual; individual consequence
    .requirements_number-also = requirement id; requirement
    .sum = sum
    .sum-also = sum; total; totals; grand total; subtotal; average; mean; count
exchange-also = { $title } (also: { $also })

exchange-unreadable = The file cannot be read. Check that the disk is connected and try again.
    .missing = The file cannot be read: it is not there. Check the path.
    .forbidden = The file cannot be read: you may not read it. Ask for the right to read it, or copy the file.
    .folder = The file cannot be read: it is a folder. Choose a file in it.
exchange-empty = The file is empty. Check that it is the right one.
exchange-large = The file is too large, at most { $limit } MB are read. Split it into several files.
exchange-foreign = another kind of file
    .pdf = This is a PDF. Save the table as .xlsx or CSV and import that.
    .old-excel = This is an older Office file (.xls, .doc), or an Excel file with a password. Save it as .xlsx without password or as CSV.
    .picture = This is a picture. Save the table as .xlsx or CSV.
    .packed = This is a packed archive (.zip or the like). Unpack it and choose the file in it.
    .program = This is a program. Choose an .xlsx or CSV file.
    .word = This is a Word document. Save the table as .xlsx or CSV.
    .database = This is a database. Save the table as .xlsx or CSV.
    .json = This is JSON. An export of Stegvis is read with “import all”, a table must be .xlsx or CSV.
    .html = This is a web page (HTML). Save the table as .xlsx or CSV.
    .xml = This is an XML file. Save the table as .xlsx or CSV, from Excel for example.
    .open-document = This is an OpenDocument (.ods, .odt). Save the table as .xlsx or CSV.
    .slides = This is a presentation (.pptx). Save the table as .xlsx or CSV.
    .binary-excel = This is a binary Excel file (.xlsb). Save it as .xlsx or CSV.
    .table = This is no export of Stegvis (JSON). A table is read with “import requirements”, “units”, “plan”, “results” or “deviations”.
exchange-broken-text = Line { $line }: the letters cannot be read as UTF-8. Save the file again as “CSV UTF-8”.
exchange-not-text = Line { $line }: control characters stand here that no text file holds. Save the file again as “CSV UTF-8” or .xlsx.
exchange-open-quote = Line { $line }: a quotation mark opens here and is never closed. Close it, or write two of them where one belongs to the text.
exchange-stray-quote = Line { $line }: a quotation mark opens here and closes in the middle of a cell on line { $closed }. Write two of them where one belongs to the text.
exchange-long-cell = Line { $line }: a cell is larger than { $limit } kB. Is a closing quotation mark missing? Else shorten the text.
exchange-many-columns = Line { $line }: more than { $limit } columns. Is it the right file, with the right separator?
exchange-many-rows = The file has more than { $limit } rows. Split it into several files.
exchange-workbook = The Excel file cannot be read: it is no whole workbook. Open it in Excel and save it again as .xlsx.
exchange-protected = The Excel file has a password. Save it without one.
exchange-no-header = No heading row was found in the first { $searched } rows. Headings that are needed: { $columns }. If they have other names: --map "Heading=field".
exchange-no-rows = No rows stand below the heading row (line { $line }). Check that it is the right file, or export it again.
exchange-missing-columns = Line { $line } is the heading row, but these are missing: { $columns }. Headings in the file: { $headings }. If the column has another name: --map "Heading=field".
exchange-no-field = There is no field “{ $field }”. The fields are: { $fields }.
exchange-no-heading = The heading “{ $heading }” is not in the file. Headings in the file: { $headings }.
exchange-map = “{ $given }” makes no sense. Write --map "Heading=field".
exchange-map-twice = Two headings are mapped to the field “{ $field }”: { $headings }. Keep one of them in --map.
exchange-json = Line { $line }, column { $column }: the file is no whole JSON. Export it again.
exchange-not-an-export = The file is no export of Stegvis, or of a newer version. Update Stegvis, or export with this version.
exchange-stopped = The check of the file was stopped.
exchange-closed = The follow-up is closed, and steps 1–5, the answers and the judgements stand fast. Open it again and say why, if the file is to be read in.

exchange-added = { $count ->
    [one] { $count } new
   *[other] { $count } new
 }
exchange-changed = { $count ->
    [one] { $count } changed
   *[other] { $count } changed
 }
exchange-same = { $count ->
    [one] { $count } unchanged
   *[other] { $count } unchanged
 }
exchange-skipped = { $count ->
    [one] { $count } skipped
   *[other] { $count } skipped
 }
exchange-left-out = { $count ->
    [one] { $count } left out
   *[other] { $count } left out
 }
exchange-refused = { $count ->
    [one] { $count } refused
   *[other] { $count } refused
 }
exchange-nothing = no rows

exchange-row = line { $line }: { $verdict }
exchange-row-of = line { $line } ({ $label }): { $verdict }
exchange-row-added = new
exchange-row-changed = changes { $columns }
exchange-row-named = joins the follow-up
exchange-row-same = unchanged
exchange-row-empty = empty, skipped
exchange-row-note = lacks a text (sum or note), skipped
exchange-row-left-out = left out
exchange-empty-rows = empty rows are skipped: { $lines }

exchange-problem = column “{ $heading }”, value “{ $value }”: { $wanted }
exchange-problem-column = column “{ $heading }”: { $wanted }
exchange-wanted-shorter = too long, at most { $limit } characters
exchange-wanted-choice = not one of the choices: { $choices }
exchange-wanted-formula = a formula in the sheet went wrong. Mend it, or empty the cell
exchange-wanted-known = there is no such { $kind }. Import { $kinds } first, or correct the name
exchange-wanted-once = stands on line { $line } already. Each key may stand once
exchange-wanted-alike = is described otherwise on line { $line }. Make the rows alike
exchange-wanted-cells = the row has { $have } cells and the heading row { $want }. Is a separator or a quotation mark missing?
exchange-wanted-smaller = the row takes { $have } bytes, at most { $limit } fit. Shorten the texts
exchange-wanted-contract = the unit has several contracts. Give the contract number
exchange-wanted-update = is there already with other content. Add --update to write over it
exchange-wanted-field = there is no such field
exchange-wanted-id = the id is missing or not valid
exchange-wanted-home = it does not say which follow-up the record belongs to
exchange-wanted-other-id = another record has that name already. Rename one of them

exchange-warn-unknown = the heading “{ $heading }” is not known, its column is left out. Say which field it is: --map "{ $heading }=field" ({ $fields })
exchange-warn-doubled = the heading “{ $heading }” means the same as “{ $read }”: column { $column }, “{ $read }”, is read and the other one left out
exchange-warn-no-heading = column { $column } has values (line { $line }) but no heading and is left out
exchange-warn-target = line { $line }: the target “{ $value }” is words and cannot be compared with results. It is kept as text
exchange-warn-scrubbed = line { $line }, column “{ $heading }”: control characters were taken out of the text
exchange-warn-windows = the file is not UTF-8 and was read as Windows-1252. Check that å, ä and ö came out right
exchange-warn-looks-like = the file seems to hold { $kinds }
exchange-warn-more = { $count ->
    [one] and { $count } more warning
   *[other] and { $count } more warnings
 }
