using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Subscriptions, in and out.</summary>
internal static class SubscriptionShapes
{
    private const int MostHeaders = 20;
    private const int MostFacilities = 200;
    private const int MostOfUrl = 2_000;

    private static readonly Shape Event = Shape.Choice([.. EventNames.Raised.Select(e => e.Name).Distinct()]);

    private static readonly Shape Headers = Shape.List(
        Shape.Object(Must("key", Shape.Name(100)), Must("value", Shape.Text())).Named("CallbackHeader"), MostHeaders, least: 1);

    private static readonly Shape Url = Shape.Name(MostOfUrl).Says("Where to call, by http or https.");

    private static readonly Shape Target = Shape.Object(
        Must("type", Shape.Choice("WEBHOOK")), Must("callbackUrl", Url), May("headers", Headers)).Named("WebhookTarget");

    private static readonly Member[] Members =
    [
        Must("name", Shape.Name(200)),
        Must("event", Event),
        May("callbackUrl", Url.Says("The way of old; rather name a target.")),
        May("headers", Headers),
        May("contexts", Shape.List(Shape.Object(
            Must("type", Shape.Choice("FACILITY")),
            Must("values", Shape.List(CommonShapes.Ref, MostFacilities, least: 1))).Named("SubscriptionContext"), most: 10)),
    ];

    public static readonly Shape ForCreation = Shape.Object([.. Members, May("target", Target)]).WithOneOf("target", "callbackUrl");

    public static readonly Shape Subscription = Shape.Object(
        [Must("id", CommonShapes.Ref), Must("created", Shape.Moment), .. Members, Must("target", Target)]).Named("Subscription");
}
