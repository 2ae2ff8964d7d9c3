import { type CustomResourceOptions, dynamic } from "@pulumi/pulumi";
import type { AppSettingsInputs } from "../arguments/rotationInputs";
import type { InputsOf } from "../inputsOf";
import { appSettingsStub } from "./stubs";

/** The settings that a pair owns on one web app. Updated when the app runs with them. */
export class AppSettings extends dynamic.Resource {
    constructor(
        name: string,
        inputs: { [K in keyof AppSettingsInputs]: InputsOf<AppSettingsInputs[K]> },
        opts: CustomResourceOptions,
    ) {
        super(appSettingsStub, name, { ...inputs, written: undefined }, opts, "two-key", "AppSettings");
    }
}
