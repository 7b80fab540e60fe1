package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"log"
	"path/filepath"
	"strings"

	"github.com/riverqueue/river/rivertype"
)

// names writes what a River release could add to: the fields of the two structs, read from the source in dir, as
// "STRUCT NAME TYPE TAG", then the states and the constants the package exports.
func names(out *bufio.Writer, dir string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			log.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			spec, ok := node.(*ast.TypeSpec)
			if ok && (spec.Name.Name == "JobRow" || spec.Name.Name == "AttemptError") {
				writeFields(out, spec.Name.Name, spec.Type.(*ast.StructType))
			}
			return !ok
		})
	}
	for _, state := range rivertype.JobStates() {
		fmt.Fprintln(out, "state", state)
	}
	for _, state := range rivertype.UniqueOptsByStateDefault() {
		fmt.Fprintln(out, "default unique state", state)
	}
	fmt.Fprintln(out, "output key", rivertype.MetadataKeyOutput)
}

func writeFields(out *bufio.Writer, name string, structure *ast.StructType) {
	for _, field := range structure.Fields.List {
		tag := ""
		if field.Tag != nil {
			tag = " " + field.Tag.Value
		}
		for _, fieldName := range field.Names {
			fmt.Fprintf(out, "%s %s %s%s\n", name, fieldName.Name, types.ExprString(field.Type), tag)
		}
	}
}
