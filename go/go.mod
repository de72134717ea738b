module casebook

go 1.21
