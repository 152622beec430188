using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoints of credentials, users and the audit say of themselves.</summary>
internal static class PeopleOperations
{
    private const string Credentials = "Credentials";
    private const string Users = "Users";
    private const int UsualEntries = 50;

    private static readonly Reply TheUser = new(200, "The user.", PeopleShapes.User);

    public static readonly Operation ListCredentials = new("listCredentials", Credentials, "List keys for programs")
    {
        Answers = [new(200, "All that were not revoked, without their secrets.", PeopleShapes.Credentials)],
    };

    public static readonly Operation CreateCredential = new("createCredential", Credentials, "Make a key for a program")
    {
        Description = "The secret is in this answer and nowhere else. Nobody gives roles that grant what they do not have themselves.",
        Body = PeopleShapes.NewCredential,
        Example = """{ "name": "web shop", "roles": [ { "role": "SUPERVISOR" } ] }""",
        Answers = [new(201, "It is made; `Location` names it.", PeopleShapes.IssuedCredential)],
        Fails = [409, 422],
    };

    public static readonly Operation GetCredential = new("getCredential", Credentials, "Read a key for a program")
    {
        Answers = [new(200, "Without its secret.", PeopleShapes.Credential)],
        Fails = [404],
    };

    public static readonly Operation RotateCredential = new("rotateCredential", Credentials, "Give a key another secret")
    {
        Description = "The secret so far ends at once, or counts on for the overlap that is asked for.",
        Body = PeopleShapes.Rotation,
        Example = """{ "overlapMinutes": 60 }""",
        Answers = [new(200, "With the new secret.", PeopleShapes.IssuedCredential)],
        Fails = [404],
    };

    public static readonly Operation RevokeCredential = new("revokeCredential", Credentials, "Revoke a key")
    {
        Description = "It counts no longer from the next request on, on every node.",
        Answers = [new(204, "It is gone.", null)],
        Fails = [404],
    };

    public static readonly Operation GetUser = new("getUser", Users, "Read whether a user is let in")
    {
        Answers = [TheUser],
        Fails = [404],
    };

    public static readonly Operation ChangeUser = new("changeUser", Users, "Let a user in, or no longer")
    {
        Description = "Tokens of a deactivated user count no longer from the next request on, on every node.",
        Body = PeopleShapes.Activity,
        Example = """{ "active": false }""",
        Answers = [TheUser],
        Fails = [404, 422],
    };

    public static readonly Operation Unlock = new("unlockUser", Users, "Forget failed sign-ins")
    {
        Description = "Ten wrong passwords in a row lock a username for a quarter of an hour; this ends it.",
        Answers = [TheUser],
        Fails = [404],
    };

    public static readonly Operation ReadAudit = new("readAudit", Users, "Read who changed users, roles and keys")
    {
        Parameters =
        [
            new("before", "The id of the last entry of the page before.", Shape.Text()),
            new("size", "How many entries a page has.", Shape.Whole(1, PeopleShapes.MostAuditEntries)) { Usual = UsualEntries },
        ],
        Answers = [new(200, "The newest first.", PeopleShapes.Audit)],
        Fails = [400],
    };
}
