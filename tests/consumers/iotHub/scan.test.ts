import { iotHubs } from "../../../components/consumers/iotHub/scan";
import { describeScanner, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(iotHubs, {
    packageName: "@azure/arm-iothub",
    resources: [
        shown(`${GROUP}/Microsoft.Devices/IotHubs/hub`, {
            routing: {
                endpoints: {
                    storageContainers: [
                        { name: "cold", connectionString: "AccountName=uploads;AccountKey=****" },
                        { name: "identity", authenticationType: "identityBased", endpointUri: "https://uploads" },
                    ],
                    eventHubs: [],
                },
            },
            storageEndpoints: {
                $default: { connectionString: "AccountName=uploads;AccountKey=****", containerName: "c" },
            },
        }),
    ],
    held: [
        "hub/cold: masked AccountName=uploads;AccountKey=****",
        "hub/file uploads: masked AccountName=uploads;AccountKey=****",
    ],
    calls: 0,
});
