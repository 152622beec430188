using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the endpoints of API keys, users and the audit.</summary>
internal static class IdentityOperations
{
    private const string Credentials = "Credentials";
    private const string Users = "Users";
    private const int DefaultPageSize = 50;

    private static readonly OperationResponse UserResponse = new(200, "The user.", IdentitySchemas.User);

    public static readonly OperationMetadata ListCredentials = new("listCredentials", Credentials, "List API keys")
    {
        Responses = [new(200, "All API keys that are not revoked, without their secrets.", IdentitySchemas.Credentials)],
    };

    public static readonly OperationMetadata CreateCredential = new("createCredential", Credentials, "Create an API key")
    {
        Description = "Only this response contains the secret. You cannot assign roles with permissions that you do not have.",
        Body = IdentitySchemas.NewCredential,
        Example = """{ "name": "web shop", "roles": [ { "role": "SUPERVISOR" } ] }""",
        Responses = [new(201, "The API key. `Location` contains its URL.", IdentitySchemas.IssuedCredential)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata GetCredential = new("getCredential", Credentials, "Get an API key")
    {
        Responses = [new(200, "The API key without its secret.", IdentitySchemas.Credential)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata RotateCredential = new("rotateCredential", Credentials, "Rotate the secret of an API key")
    {
        Description = "The previous secret becomes invalid immediately, or after the requested overlap.",
        Body = IdentitySchemas.Rotation,
        Example = """{ "overlapMinutes": 60 }""",
        Responses = [new(200, "The API key with the new secret.", IdentitySchemas.IssuedCredential)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata RevokeCredential = new("revokeCredential", Credentials, "Revoke an API key")
    {
        Description = "The API key is invalid from the next request on, on every node.",
        Responses = [new(204, "The API key is revoked.", null)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetUser = new("getUser", Users, "Get a user and its active state")
    {
        Responses = [UserResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata UpdateUser = new("updateUser", Users, "Activate or deactivate a user")
    {
        Description = "Tokens of a deactivated user are invalid from the next request on, on every node.",
        Body = IdentitySchemas.UserUpdate,
        Example = """{ "active": false }""",
        Responses = [UserResponse],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata Unlock = new("unlockUser", Users, "Unlock a user after failed sign-ins")
    {
        Description = "Ten consecutive wrong passwords lock a username for 15 minutes. This request ends the lock.",
        Responses = [UserResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ListAudit = new("listAuditEntries", Users, "List changes of users, roles and API keys")
    {
        Parameters =
        [
            new("before", "The id of the last entry of the previous page.", JsonSchema.Text()),
            new("size", "The maximum number of entries of a page.", JsonSchema.Integer(1, IdentitySchemas.MaxAuditEntries))
            {
                Default = DefaultPageSize,
            },
        ],
        Responses = [new(200, "The entries, newest first.", IdentitySchemas.Audit)],
        ErrorStatuses = [400],
    };
}
