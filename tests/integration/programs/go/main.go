// One `up` (or `destroy`) of a Pulumi program in Go, by the Automation API: a component of its own that contains a pair.
//
// Usage: program COMMAND WORK_DIR STACK, with the stack's configuration and what it varies in the pair as JSON in the standard
// input. Prints the outputs of the pair as JSON, and what the engine says on the standard error.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi-two-key/pulumi-two-key/sdk/go/twokey"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

type request struct {
	Project string            `json:"project"`
	Config  map[string]string `json:"config"`
	Pair    pairRequest       `json:"pair"`
}

type pairRequest struct {
	Group    string `json:"group"`
	Account  string `json:"account"`
	Rotation string `json:"rotation"`
	Gate     string `json:"gate"`
}

type output struct {
	Value  any  `json:"value"`
	Secret bool `json:"secret"`
}

type photoService struct {
	pulumi.ResourceState
}

func newPair(ctx *pulumi.Context, parent pulumi.Resource, asked pairRequest) (*twokey.RotatingKeyPair, error) {
	group := pulumi.String(asked.Group)
	site := pulumi.String("web-" + asked.Account)
	connection := twokey.ContentArgs{Content: pulumi.StringRef("connectionString")}
	gate := twokey.GateArgs{KeyAccepted: &twokey.KeyAcceptedGateArgs{}}
	if asked.Gate == "failing" {
		gate = twokey.GateArgs{Command: &twokey.CommandGateArgs{
			Argv: pulumi.ToStringArray([]string{"sh", "-c", "echo no; exit 1"}),
		}}
	}
	return twokey.NewRotatingKeyPair(ctx, "uploads", &twokey.RotatingKeyPairArgs{
		Source: twokey.SourceArgs{StorageAccount: &twokey.StorageAccountSourceArgs{
			// Outputs where a user would pass some.
			ResourceGroupName: group.ToStringOutput(),
			AccountName:       pulumi.String(asked.Account).ToStringOutput(),
		}},
		RotationTrigger: pulumi.String(asked.Rotation),
		Propagation:     &twokey.PropagationArgs{Interval: pulumi.String("100ms")},
		Consumers: []twokey.ConsumerArgs{
			{KeyVaultSecret: &twokey.KeyVaultSecretArgs{
				ResourceGroupName: group, VaultName: pulumi.String("vault-" + asked.Account), SecretName: pulumi.String("uploads"),
			}},
			{AppSettings: &twokey.AppSettingsArgs{
				ResourceGroupName: group,
				Site:              site,
				Settings: map[string]twokey.ContentArgs{
					"UPLOADS":            {KeyVaultReference: &twokey.KeyVaultReferenceContentArgs{SecretName: "uploads"}},
					"UPLOADS_CONNECTION": connection,
				},
			}},
			{ConnectionStrings: &twokey.ConnectionStringsArgs{
				ResourceGroupName: group,
				Site:              site,
				ConnectionStrings: map[string]twokey.ConnectionStringArgs{"Uploads": {Value: connection, Type: pulumi.StringRef("Custom")}},
			}},
		},
		Gates: []twokey.GateArgs{gate},
	}, pulumi.Parent(parent))
}

func program(asked pairRequest) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		photos := &photoService{}
		if err := ctx.RegisterComponentResource("photos:index:PhotoService", "photos", photos); err != nil {
			return err
		}
		pair, err := newPair(ctx, photos, asked)
		if err != nil {
			return err
		}
		ctx.Export("activeSlot", pair.ActiveSlot)
		ctx.Export("generation", pair.Generation)
		ctx.Export("settled", pair.Settled)
		ctx.Export("keyFingerprint", pair.KeyFingerprint)
		ctx.Export("secretUris", pair.SecretUris)
		ctx.Export("gates", pair.Gates)
		ctx.Export("key", pair.Key)
		ctx.Export("connectionString", pair.ConnectionString)
		return ctx.RegisterResourceOutputs(photos, pulumi.Map{})
	}
}

func run(command, workDir, stackName string) error {
	ctx := context.Background()
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	stack, err := auto.UpsertStackInlineSource(ctx, stackName, asked.Project, program(asked.Pair), auto.WorkDir(workDir))
	if err != nil {
		return err
	}
	for key, value := range asked.Config {
		if err := stack.SetConfig(ctx, key, auto.ConfigValue{Value: value}); err != nil {
			return err
		}
	}
	if command == "destroy" {
		_, err := stack.Destroy(ctx, optdestroy.ProgressStreams(os.Stderr))
		return err
	}
	options := []optup.Option{optup.ProgressStreams(os.Stderr)}
	if command == "refresh" {
		options = append(options, optup.Refresh())
	}
	result, err := stack.Up(ctx, options...)
	if err != nil {
		return err
	}
	outputs := map[string]output{}
	for name, value := range result.Outputs {
		outputs[name] = output(value)
	}
	return json.NewEncoder(os.Stdout).Encode(outputs)
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
