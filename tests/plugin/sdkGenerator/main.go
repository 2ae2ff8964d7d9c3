// Writes the SDK that `pulumi package add` makes of a schema, where no language host of a Pulumi release is there to do it:
// sdkGenerator LANGUAGE SCHEMA FOLDER
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-two-key"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: sdkGenerator LANGUAGE SCHEMA FOLDER")
	}
	language, schemaFile, folder := args[0], args[1], args[2]
	described, err := read(schemaFile)
	if err != nil {
		return err
	}
	files, err := generate(language, described)
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func read(schemaFile string) (*schema.Package, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	described, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if diagnostics.HasErrors() {
		return nil, diagnostics
	}
	// As `pulumi package add` does with every schema.
	described.SupportPack = true
	return described, nil
}

func generate(language string, described *schema.Package) (map[string][]byte, error) {
	switch language {
	case "go":
		return golang.GeneratePackage(tool, described, nil)
	case "nodejs":
		return nodejs.GeneratePackage(tool, described, nil, nil, true, nil)
	case "python":
		return python.GeneratePackage(tool, described, nil, nil)
	default:
		return nil, fmt.Errorf("no generator for %s", language)
	}
}
