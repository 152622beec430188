using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Configurations beside those of orders.</summary>
internal static class ConfigurationShapes
{
    private const int MostDays = 36_500;
    private const int MostScopes = 20;

    private static readonly Member[] OfGdpr =
    [
        Must(Mapping.Gdpr.Retention, Shape.Whole(1, MostDays).Says("Days until personal data is made anonymous.")),
        Must("version", CommonShapes.Version),
        May(Mapping.Gdpr.Deletion, Shape.Whole(1, MostDays).Says("Days from then until it is deleted.")),
        May(Mapping.Gdpr.Anonymization, Shape.Flag.Says("Whether modifications keep to themselves who made them.")),
        May("id", Shape.Text()),
        May("created", Shape.Moment),
        May("lastModified", Shape.Moment),
    ];

    public static readonly Shape Gdpr = Shape.Object(OfGdpr).Named("GdprConfiguration");

    public static readonly Shape SupportedEvents = Shape.Object(Must("supportedEvents", Shape.List(
        Shape.Object(
            Must("event", Shape.Choice([.. EventNames.Raised.Select(e => e.Name)])),
            Must("description", Shape.Name())))));

    private static readonly Member[] OfScope =
    [
        May("facilityRefs", Shape.List(CommonShapes.Ref, most: 100)), May("userRefs", Shape.List(CommonShapes.Ref, most: 100)),
    ];

    private static readonly Shape ScopeForCreation = Shape.Object(OfScope);

    public static readonly Shape Groups = Shape.List(CommonShapes.Ref, most: 20, least: 1);

    public static readonly Shape ValueType = Shape.Choice("BOOLEAN", "STRING", "JSON", "NUMBER", "INT");

    private static readonly Member[] Kept =
    [
        Must("valueType", ValueType),
        Must("value", Shape.Anything),
        Must("groups", Groups),
        May("scopes", Shape.List(ScopeForCreation, MostScopes)),
    ];

    public static readonly Shape RemoteForCreation = Shape.Object([Must("key", CommonShapes.Ref), .. Kept]);

    public static readonly Shape RemoteForPut = Shape.Object([Must("version", CommonShapes.Version), .. Kept]);

    public static readonly Shape RemoteForPatch = Shape.Object(
        [Must("version", CommonShapes.Version), .. Kept.Select(m => m with { Required = false })]);

    public static readonly Shape AddedScope = Shape.Object(
        Must("scope", ScopeForCreation), Must("remoteConfigVersion", CommonShapes.Version));

    public static readonly Shape Remote = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("key", CommonShapes.Ref),
        .. Kept.Where(m => m.Name != "scopes"),
        Must("scopes", Shape.List(Shape.Object([Must("id", CommonShapes.Ref), .. OfScope]), MostScopes)),
        Must("flattenScopeIds", AnswerShapes.Refs),
    ]).Named("RemoteConfiguration");
}
