using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of credentials, users and the audit say of themselves.</summary>
internal static class IdentityOperations
{
    private const string Credentials = "Credentials";
    private const string Users = "Users";
    private const int DefaultEntries = 50;

    private static readonly OperationResponse TheUser = new(200, "The user.", IdentitySchemas.User);

    public static readonly OperationMetadata ListCredentials = new("listCredentials", Credentials, "List keys for programs")
    {
        Answers = [new(200, "All that were not revoked, without their secrets.", IdentitySchemas.Credentials)],
    };

    public static readonly OperationMetadata CreateCredential = new("createCredential", Credentials, "Make a key for a program")
    {
        Description = "The secret is in this answer and nowhere else. Nobody gives roles that grant what they do not have themselves.",
        Body = IdentitySchemas.NewCredential,
        Example = """{ "name": "web shop", "roles": [ { "role": "SUPERVISOR" } ] }""",
        Answers = [new(201, "It is made; `Location` names it.", IdentitySchemas.IssuedCredential)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata GetCredential = new("getCredential", Credentials, "Read a key for a program")
    {
        Answers = [new(200, "Without its secret.", IdentitySchemas.Credential)],
        Fails = [404],
    };

    public static readonly OperationMetadata RotateCredential = new("rotateCredential", Credentials, "Give a key another secret")
    {
        Description = "The secret so far ends at once, or counts on for the overlap that is asked for.",
        Body = IdentitySchemas.Rotation,
        Example = """{ "overlapMinutes": 60 }""",
        Answers = [new(200, "With the new secret.", IdentitySchemas.IssuedCredential)],
        Fails = [404],
    };

    public static readonly OperationMetadata RevokeCredential = new("revokeCredential", Credentials, "Revoke a key")
    {
        Description = "It counts no longer from the next request on, on every node.",
        Answers = [new(204, "It is gone.", null)],
        Fails = [404],
    };

    public static readonly OperationMetadata GetUser = new("getUser", Users, "Read whether a user is let in")
    {
        Answers = [TheUser],
        Fails = [404],
    };

    public static readonly OperationMetadata ChangeUser = new("changeUser", Users, "Let a user in, or no longer")
    {
        Description = "Tokens of a deactivated user count no longer from the next request on, on every node.",
        Body = IdentitySchemas.Activity,
        Example = """{ "active": false }""",
        Answers = [TheUser],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata Unlock = new("unlockUser", Users, "Forget failed sign-ins")
    {
        Description = "Ten wrong passwords in a row lock a username for a quarter of an hour; this ends it.",
        Answers = [TheUser],
        Fails = [404],
    };

    public static readonly OperationMetadata ReadAudit = new("readAudit", Users, "Read who changed users, roles and keys")
    {
        Parameters =
        [
            new("before", "The id of the last entry of the page before.", JsonSchema.Text()),
            new("size", "How many entries a page has.", JsonSchema.Whole(1, IdentitySchemas.MaxAuditEntries)) { Default = DefaultEntries },
        ],
        Answers = [new(200, "The newest first.", IdentitySchemas.Audit)],
        Fails = [400],
    };
}
