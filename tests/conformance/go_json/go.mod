module gojson

go 1.26.0

require github.com/riverqueue/river/rivertype v0.51.2
