using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request and response schemas of subscriptions.</summary>
internal static class SubscriptionSchemas
{
    private const int MaxHeaders = 20;
    private const int MaxFacilities = 200;
    private const int MaxUrlLength = 2_000;

    private static readonly JsonSchema Event = JsonSchema.Choice([.. FulfillmenttoolsEventNames.Supported.Select(e => e.Name).Distinct()]);

    private static readonly JsonSchema Headers = JsonSchema.List(
        JsonSchema.Object(Required("key", JsonSchema.NonBlankText(100)), Required("value", JsonSchema.Text())).Named("CallbackHeader"),
        MaxHeaders, min: 1);

    private static readonly JsonSchema CallbackUrl = JsonSchema.NonBlankText(MaxUrlLength).WithDescription(
        "Target address. The scheme is http or https.");

    private static readonly JsonSchema Target = JsonSchema.Object(
        Required("type", JsonSchema.Choice("WEBHOOK")), Required("callbackUrl", CallbackUrl),
        Optional("headers", Headers)).Named("WebhookTarget");

    private static readonly PropertySchema[] Members =
    [
        Required("name", JsonSchema.NonBlankText(200)),
        Required("event", Event),
        Optional("callbackUrl", CallbackUrl.WithDescription("Deprecated. Use `target` instead.")),
        Optional("headers", Headers),
        Optional("contexts", JsonSchema.List(JsonSchema.Object(
            Required("type", JsonSchema.Choice("FACILITY")),
            Required("values", JsonSchema.List(CommonSchemas.Ref, MaxFacilities, min: 1))).Named("SubscriptionContext"), max: 10)),
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        [.. Members, Optional("target", Target)]).WithOneOf("target", "callbackUrl");

    public static readonly JsonSchema Subscription = JsonSchema.Object(
        [
            Required("id", CommonSchemas.Ref), Required("created", JsonSchema.Timestamp), .. Members, Required("target", Target),
        ]).Named("Subscription");
}
