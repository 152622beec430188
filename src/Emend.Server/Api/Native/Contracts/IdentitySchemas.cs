using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas of credentials, users and audit entries.</summary>
internal static class IdentitySchemas
{
    public const int MaxAuditEntries = 250;

    private const int MaxCredentials = 10_000;
    private const int MaxOverlap = 10_080;

    private static readonly JsonSchema Id = JsonSchema.NonBlankText(200);

    private static readonly JsonSchema Version = JsonSchema.Integer(min: 0);

    private static readonly JsonSchema Role = JsonSchema.Object(
        Required("role", Id.WithDescription("The name of a role.")),
        Optional("facilities", JsonSchema.List(Id, min: 1).WithDescription(
            "The facilities that the role applies to. Without facilities it applies everywhere.")))
        .Named("AssignedRole");

    private static readonly JsonSchema NamedReference = JsonSchema.Object(Required("id", Id), Required("name", JsonSchema.Text()));

    private static readonly PropertySchema[] CredentialMembers =
    [
        Required("id", Id),
        Required("version", Version),
        Required("name", JsonSchema.NonBlankText(100)),
        Required("roles", JsonSchema.List(Role, max: 10)),
        Required("createdAt", JsonSchema.Timestamp),
        Optional("expiresAt", JsonSchema.Timestamp),
        Optional("lastUsedAt", JsonSchema.Timestamp.WithDescription("Accurate to 15 minutes.")),
    ];

    public static readonly JsonSchema NewCredential = JsonSchema.Object(
        Required("name", JsonSchema.NonBlankText(100)),
        Required("roles", JsonSchema.List(Role, max: 10, min: 1)),
        Optional("expiresAt", JsonSchema.Timestamp));

    public static readonly JsonSchema Rotation = JsonSchema.Object(
        Optional("overlapMinutes", JsonSchema.Integer(0, MaxOverlap).WithDescription(
            "How long the previous secret stays valid. Default: 0.")));

    public static readonly JsonSchema UserUpdate = JsonSchema.Object(Required("active", JsonSchema.Boolean));

    public static readonly JsonSchema Credential = JsonSchema.Object(CredentialMembers).Named("Credential");

    public static readonly JsonSchema Credentials = JsonSchema.Object(Required("credentials", JsonSchema.List(Credential, MaxCredentials)));

    public static readonly JsonSchema IssuedCredential = JsonSchema.Object(
        [.. CredentialMembers, Required("secret", JsonSchema.NonBlankText().WithDescription(
            "Returned only once. Send it as X-Api-Key."))]).Named("IssuedCredential");

    public static readonly JsonSchema User = JsonSchema.Object(
        Required("id", Id),
        Required("version", Version),
        Required("username", JsonSchema.NonBlankText()),
        Required("name", JsonSchema.NonBlankText()),
        Required("active", JsonSchema.Boolean),
        Required("roles", JsonSchema.List(Role, max: 10))).Named("User");

    public static readonly JsonSchema Audit = JsonSchema.Object(
        Required("entries", JsonSchema.List(
            JsonSchema.Object(
                Required("id", Id),
                Required("occurredAt", JsonSchema.Timestamp),
                Required("actor", NamedReference),
                Required("action", JsonSchema.NonBlankText()),
                Required("target", NamedReference)).Named("AuditEntry"),
            MaxAuditEntries)));
}
