using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Credentials, users and the audit.</summary>
internal static class IdentitySchemas
{
    public const int MaxAuditEntries = 250;

    private const int MaxCredentials = 10_000;
    private const int MaxOverlap = 10_080;

    private static readonly JsonSchema Id = JsonSchema.Name(200);

    private static readonly JsonSchema Version = JsonSchema.Whole(least: 0);

    private static readonly JsonSchema Role = JsonSchema.Object(
        Required("role", Id.WithDescription("The name of a role.")),
        Optional("facilities", JsonSchema.List(Id, min: 1).WithDescription("Where it counts; everywhere where left out.")))
        .Named("AssignedRole");

    private static readonly JsonSchema Who = JsonSchema.Object(Required("id", Id), Required("name", JsonSchema.Text()));

    private static readonly PropertySchema[] OfCredential =
    [
        Required("id", Id),
        Required("version", Version),
        Required("name", JsonSchema.Name(100)),
        Required("roles", JsonSchema.List(Role, max: 10)),
        Required("createdAt", JsonSchema.Moment),
        Optional("expiresAt", JsonSchema.Moment),
        Optional("lastUsedAt", JsonSchema.Moment.WithDescription("To the quarter of an hour.")),
    ];

    public static readonly JsonSchema NewCredential = JsonSchema.Object(
        Required("name", JsonSchema.Name(100)),
        Required("roles", JsonSchema.List(Role, max: 10, min: 1)),
        Optional("expiresAt", JsonSchema.Moment));

    public static readonly JsonSchema Rotation = JsonSchema.Object(
        Optional("overlapMinutes", JsonSchema.Whole(0, MaxOverlap).WithDescription("How long the secret so far still counts; 0 where left out.")));

    public static readonly JsonSchema Activity = JsonSchema.Object(Required("active", JsonSchema.Flag));

    public static readonly JsonSchema Credential = JsonSchema.Object(OfCredential).Named("Credential");

    public static readonly JsonSchema Credentials = JsonSchema.Object(Required("credentials", JsonSchema.List(Credential, MaxCredentials)));

    public static readonly JsonSchema IssuedCredential = JsonSchema.Object(
        [.. OfCredential, Required("secret", JsonSchema.Name().WithDescription("Shown this once; send it as X-Api-Key."))]).Named("IssuedCredential");

    public static readonly JsonSchema User = JsonSchema.Object(
        Required("id", Id),
        Required("version", Version),
        Required("username", JsonSchema.Name()),
        Required("name", JsonSchema.Name()),
        Required("active", JsonSchema.Flag),
        Required("roles", JsonSchema.List(Role, max: 10))).Named("User");

    public static readonly JsonSchema Audit = JsonSchema.Object(
        Required("entries", JsonSchema.List(
            JsonSchema.Object(
                Required("id", Id), Required("at", JsonSchema.Moment), Required("by", Who), Required("deed", JsonSchema.Name()), Required("about", Who))
                .Named("AuditEntry"),
            MaxAuditEntries)));
}
