module casebook/tests/differential

go 1.23.0
