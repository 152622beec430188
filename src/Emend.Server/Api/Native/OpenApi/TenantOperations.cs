using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the operator API.</summary>
internal static class TenantOperations
{
    public const int DefaultPageSize = 50;

    private const string Tag = "Tenants";

    public static readonly OperationMetadata ListTenants = new("listTenants", Tag, "List tenants")
    {
        Parameters =
        [
            new("after", "The member next of the previous page.", JsonSchema.Text()),
            new("size", "The maximum number of tenants of a page.", JsonSchema.Integer(1, TenantSchemas.MaxPageSize))
            {
                Default = DefaultPageSize,
            },
        ],
        Responses = [new(200, "The tenants in the order of their ids.", TenantSchemas.Tenants)],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata CreateTenant = new("createTenant", Tag, "Create a tenant")
    {
        Description = "Creates the tenant, its first administrator, and if requested an API key and settings, in one transaction. "
            + "Only this response contains the generated password and the API key.",
        Body = TenantSchemas.NewTenant,
        Example =
            """
            {
              "id": "shop", "name": "The shop",
              "administrator": { "username": "admin@shop.example" },
              "apiKey": { "name": "web shop" }
            }
            """,
        Responses = [new(201, "The tenant. `Location` contains its URL.", TenantSchemas.CreatedTenant)],
        ErrorStatuses = [409],
    };

    public static readonly OperationMetadata GetTenant = new("getTenant", Tag, "Get a tenant")
    {
        Responses = [new(200, "The tenant.", TenantSchemas.Tenant)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata SuspendTenant = new("suspendTenant", Tag, "Suspend a tenant")
    {
        Description = "From the next request on, every node answers 403 to the tenant. Background work and event delivery of the tenant "
            + "stand still. Nothing is lost.",
        Responses = [new(200, "The suspended tenant.", TenantSchemas.Tenant)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata ResumeTenant = new("resumeTenant", Tag, "Resume a suspended tenant")
    {
        Description = "Requests are answered again; background work and event delivery continue where they stood.",
        Responses = [new(200, "The active tenant.", TenantSchemas.Tenant)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata MoveTenant = new("moveTenant", Tag, "Move a suspended tenant to another database")
    {
        Description = "Copies all rows of the tenant to the database, compares them, and deletes the originals. The response comes "
            + "at the end, which can take minutes. Repeat an interrupted request; the tenant is in one database at all times. "
            + "It stays suspended. To give up, move the tenant to the database that has it.",
        Body = TenantSchemas.Move,
        Example = """{ "database": "second" }""",
        Responses = [new(200, "The suspended tenant in its database.", TenantSchemas.Tenant)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata RemoveTenant = new("removeTenant", Tag, "Remove a suspended tenant with all its data")
    {
        Description = "A node deletes all rows of the tenant in small transactions. Afterwards the tenant does not exist. "
            + "There is no undo.",
        Responses = [new(202, "The removal has started.", TenantSchemas.Tenant)],
        ErrorStatuses = [404, 422],
    };
}
