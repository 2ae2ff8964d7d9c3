import { secret } from "@pulumi/pulumi";
import { RawResource } from "../support/rawResource";

/** A function app of the classic provider, which puts the account's key into the app's settings. */
export function program() {
    const key = "4mZ8xQ2wE6rT0yU4iO8pA2sD6fG0hJ4kL8zX2cV6bN0mQ4wE8rT2yU6iO0pA4sD8fG2hJ6kL0zX4cV8bN2mQ6w==";
    new RawResource("azure:storage/account:Account", "fnstorage", {
        resourceGroupName: "functions",
        accountTier: "Standard",
        accountReplicationType: "LRS",
    });
    new RawResource("azure:appservice/linuxFunctionApp:LinuxFunctionApp", "fn", {
        resourceGroupName: "functions",
        storageAccountName: "fnstorage",
        storageAccountAccessKey: secret(key),
        siteConfig: { applicationStack: { nodeVersion: "22" } },
    });
}
