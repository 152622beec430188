using System.Text.Json;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas of tenants in the operator API, and their conversion.</summary>
internal static class TenantSchemas
{
    public const int MaxPageSize = 250;

    private static readonly JsonSchema Id = JsonSchema.NonBlankText(TenantValidation.MaxIdLength).WithDescription(
        "2 to 63 lower-case letters, digits and hyphens.");

    private static readonly JsonSchema Name = JsonSchema.NonBlankText(TenantValidation.MaxNameLength);
    private static readonly JsonSchema Database = JsonSchema.NonBlankText(TenantValidation.MaxIdLength).WithDescription(
        "main, or a name of Emend:Databases.");

    private static readonly JsonSchema Days = JsonSchema.Integer(0, TenantValidation.MaxDays);

    public static readonly JsonSchema NewTenant = JsonSchema.Object(
        Required("id", Id),
        Required("name", Name),
        Optional("signInKey", Id.WithDescription("The key parameter of sign-in requests. It is not a secret. Default: the id.")),
        Required("administrator", JsonSchema.Object(
            Required("username", JsonSchema.NonBlankText(100).WithDescription("The username to sign in with.")),
            Optional("password", JsonSchema.NonBlankText(200).WithDescription("Without a password, Emend generates one.")))),
        Optional("database", Database),
        Optional("apiKey", JsonSchema.Object(
            Required("name", JsonSchema.NonBlankText(TenantValidation.MaxApiKeyNameLength)))
            .WithDescription("Creates an API key with the role of the administrator.")),
        Optional("settings", JsonSchema.Object(
            Optional("allowLineItemModification", JsonSchema.Boolean),
            Optional("allowForceCancellation", JsonSchema.Boolean),
            Optional("infiniteStock", JsonSchema.Boolean),
            Optional("retentionDays", Days.WithDescription("Days until orders are anonymized. Default: 30.")),
            Optional("deletionDays", Days.WithDescription("Days from anonymization to deletion. Default: 180.")))));

    public static readonly JsonSchema Tenant = JsonSchema.Object(
        Required("id", Id),
        Required("name", Name),
        Required("signInKey", JsonSchema.NonBlankText()),
        Required("state", EnumWireNames.Schema<TenantState>()),
        Required("database", Database),
        Optional("createdAt", JsonSchema.Timestamp.WithDescription("Missing for tenants that are older than this member.")))
        .Named("Tenant");

    public static readonly JsonSchema Move = JsonSchema.Object(Required("database", Database));

    public static readonly JsonSchema Tenants = JsonSchema.Object(
        Required("tenants", JsonSchema.List(Tenant, MaxPageSize)),
        Optional("next", JsonSchema.NonBlankText().WithDescription("The parameter after of the next page; missing on the last page.")));

    public static readonly JsonSchema CreatedTenant = JsonSchema.Object(
        Required("tenant", Tenant),
        Required("administrator", JsonSchema.Object(
            Required("username", JsonSchema.NonBlankText()),
            Optional("password", JsonSchema.NonBlankText().WithDescription("The generated password. Returned only once.")))),
        Optional("apiKey", JsonSchema.Object(
            Required("name", JsonSchema.NonBlankText()),
            Required("secret", JsonSchema.NonBlankText().WithDescription("Returned only once. Send it as X-Api-Key.")))))
        .Named("CreatedTenant");

    public static TenantRequest ReadRequest(JsonElement body)
    {
        var (administrator, settings) = (body.ReadMember("administrator")!.Value, body.ReadMember("settings"));
        return new(body.ReadText("id")!, body.ReadText("name")!, administrator.ReadText("username")!)
        {
            SignInKey = body.ReadText("signInKey"),
            Database = body.ReadText("database"),
            Password = administrator.ReadText("password"),
            ApiKeyName = body.ReadMember("apiKey")?.ReadText("name"),
            Settings = new(
                settings?.ReadBoolean("allowLineItemModification"), settings?.ReadBoolean("allowForceCancellation"),
                settings?.ReadBoolean("infiniteStock"), settings?.ReadInteger("retentionDays"), settings?.ReadInteger("deletionDays")),
        };
    }

    public static string ReadDatabase(JsonElement body) => body.ReadText("database")!;

    public static void Write(Utf8JsonWriter json, TenantEntry entry)
    {
        json.WriteString("id", entry.Tenant.Id.Value);
        json.WriteString("name", entry.Tenant.Name);
        json.WriteString("signInKey", entry.Tenant.SignInKey);
        json.WriteString("state", EnumWireNames.ToName(entry.State));
        json.WriteString("database", entry.Database);
        json.WriteTimestamp("createdAt", entry.CreatedAt);
    }

    public static void WriteCreated(Utf8JsonWriter json, (CreatedTenant Created, string? ApiKeyName) response)
    {
        json.WriteStartObject("tenant");
        Write(json, response.Created.Tenant);
        json.WriteEndObject();
        json.WriteStartObject("administrator");
        json.WriteString("username", response.Created.Administrator);
        if (response.Created.Password is { } password)
        {
            json.WriteString("password", password);
        }

        json.WriteEndObject();
        if (response.Created.ApiKey is { } secret)
        {
            json.WriteStartObject("apiKey");
            json.WriteString("name", response.ApiKeyName);
            json.WriteString("secret", secret);
            json.WriteEndObject();
        }
    }
}
