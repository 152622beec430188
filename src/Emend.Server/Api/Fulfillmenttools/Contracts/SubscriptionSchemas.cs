using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Subscriptions, in and out.</summary>
internal static class SubscriptionSchemas
{
    private const int MaxHeaders = 20;
    private const int MaxFacilities = 200;
    private const int MaxUrlLength = 2_000;

    private static readonly JsonSchema Event = JsonSchema.Choice([.. FulfillmenttoolsEventNames.Raised.Select(e => e.Name).Distinct()]);

    private static readonly JsonSchema Headers = JsonSchema.List(
        JsonSchema.Object(Required("key", JsonSchema.Name(100)), Required("value", JsonSchema.Text())).Named("CallbackHeader"), MaxHeaders, min: 1);

    private static readonly JsonSchema Url = JsonSchema.Name(MaxUrlLength).WithDescription("Where to call, by http or https.");

    private static readonly JsonSchema Target = JsonSchema.Object(
        Required("type", JsonSchema.Choice("WEBHOOK")), Required("callbackUrl", Url), Optional("headers", Headers)).Named("WebhookTarget");

    private static readonly PropertySchema[] Members =
    [
        Required("name", JsonSchema.Name(200)),
        Required("event", Event),
        Optional("callbackUrl", Url.WithDescription("The way of old; rather name a target.")),
        Optional("headers", Headers),
        Optional("contexts", JsonSchema.List(JsonSchema.Object(
            Required("type", JsonSchema.Choice("FACILITY")),
            Required("values", JsonSchema.List(CommonSchemas.Ref, MaxFacilities, min: 1))).Named("SubscriptionContext"), max: 10)),
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object([.. Members, Optional("target", Target)]).WithOneOf("target", "callbackUrl");

    public static readonly JsonSchema Subscription = JsonSchema.Object(
        [Required("id", CommonSchemas.Ref), Required("created", JsonSchema.Moment), .. Members, Required("target", Target)]).Named("Subscription");
}
