// As many dynamic resources as a pair with one consumer has. Each changes with the trigger and does nothing.
import * as pulumi from "@pulumi/pulumi";

const provider: pulumi.dynamic.ResourceProvider = {
    diff: (_id, olds, news) => Promise.resolve({ changes: olds.trigger !== news.trigger }),
    create: (inputs) => Promise.resolve({ id: "plain", outs: inputs }),
    update: (_id, _olds, news) => Promise.resolve({ outs: news }),
};

class Plain extends pulumi.dynamic.Resource {
    constructor(name: string, trigger: string) {
        super(provider, name, { trigger });
    }
}

const trigger = new pulumi.Config().require("trigger");
for (const name of ["first", "second", "third"]) {
    new Plain(name, trigger);
}
