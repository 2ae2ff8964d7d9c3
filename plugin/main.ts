// The plugin for programs in other languages: run by a language host, for the folder of PulumiPlugin.yaml.
import { provider } from "@pulumi/pulumi";
import { registerInPlugin } from "../components/engine/handledResource";
import { TwoKeyProvider } from "./provider";

registerInPlugin();
void provider.main(new TwoKeyProvider(), process.argv.slice(2));
