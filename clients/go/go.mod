module kaspapay

go 1.23
