using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the policy endpoints.</summary>
internal static class PolicyOperations
{
    private const string Tag = "Policies";

    private static readonly OperationParameter IfMatch =
        new("If-Match", "The expected ETag.", JsonSchema.Text()) { IsHeader = true };

    private static readonly OperationParameter IfNoneMatch =
        new("If-None-Match", "`*` writes only if the policy does not exist.", JsonSchema.Text()) { IsHeader = true };

    public static readonly OperationMetadata List = new("listPolicies", Tag, "List policies and their assignments")
    {
        Responses = [new(200, "The custom and the built-in policies.", PolicySchemas.PolicyList)],
    };

    public static readonly OperationMetadata Get = new("getPolicy", Tag, "Get a policy with all rules")
    {
        Description = """
            Returns the rules of every action: the condition, the enforcement (required, disabled or overridable), and whether a custom
            policy can configure the rule. `ETag` is the version.
            """,
        Parameters =
        [
            new("If-None-Match", "The ETag of your copy. The response is 304 if the policy is unchanged.", JsonSchema.Text())
            {
                IsHeader = true,
            },
        ],
        Responses = [new(200, "The policy.", PolicySchemas.Policy), new(304, "The policy is unchanged.", null)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Put = new("putPolicy", Tag, "Create or update a custom policy")
    {
        Description = """
            A custom policy is a built-in policy with some rules disabled or overridable. A caller overrides a violated rule with its
            permission, or by accepting its penalty: list the rule in `acceptPenalties`. Each write creates the next version, which is
            effective from the next request on. If the content is unchanged, nothing is written.
            """,
        Parameters = [IfMatch, IfNoneMatch],
        Body = PolicySchemas.PolicyUpdate,
        Example = """
            {
              "base": "fulfillmenttools",
              "ruleSettings": [
                { "rule": "EL-4", "enforcement": "overridable", "penalty": "5 EUR for late changes" },
                { "rule": "EL-10", "enforcement": "disabled" }
              ]
            }
            """,
        Responses =
        [
            new(200, "The updated policy.", PolicySchemas.Policy),
            new(201, "The created policy. `Location` contains its URL.", PolicySchemas.Policy),
        ],
        ErrorStatuses = [409, 412, 422],
    };

    public static readonly OperationMetadata Delete = new("deletePolicy", Tag, "Delete a custom policy")
    {
        Description = "Rejected while the policy is assigned. Its versions remain readable, because the history refers to them.",
        Parameters = [IfMatch],
        Responses = [new(204, "The policy is deleted.", null)],
        ErrorStatuses = [400, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata ListVersions = new("listPolicyVersions", Tag, "List the versions of a policy")
    {
        Description = "Newest first, each with the rules that differ from the base policy. Also for a deleted policy.",
        Parameters =
        [
            new("before", "Only versions before this one: the value of `next` of the previous page.", JsonSchema.Integer(1)),
            new("size", "The maximum number of versions of a page.", JsonSchema.Integer(1, PolicySchemas.MaxVersions)) { Default = 25 },
        ],
        Responses = [new(200, "A page of versions.", PolicySchemas.Versions)],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata GetVersion = new("getPolicyVersion", Tag, "Get a version of a policy with all rules")
    {
        Responses = [new(200, "The policy in this version.", PolicySchemas.Policy)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Simulate = new("simulatePolicy", Tag, "Evaluate a policy on past modifications")
    {
        Description = """
            Evaluates the policy on the newest modifications of all orders, each with the past state of its order and its decision record.
            Rejected requests are not stored and therefore not evaluated. If the request contains `policy`, that policy is evaluated instead
            of the stored one. Nothing is written.
            """,
        Body = PolicySchemas.SimulationRequest,
        Example = """
            {
              "sampleSize": 100,
              "policy": { "base": "fulfillmenttools", "ruleSettings": [ { "rule": "CO-3", "enforcement": "disabled" } ] }
            }
            """,
        Responses = [new(200, "The modifications with a different decision.", PolicySimulationWriter.Schema)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata GetAssignments = new("getPolicyAssignments", Tag, "Get the policy assignments")
    {
        Responses = [new(200, "The assigned and the effective policies.", PolicySchemas.Assignments)],
    };

    public static readonly OperationMetadata PutAssignments = new("putPolicyAssignments", Tag, "Replace the policy assignments")
    {
        Description = "Replaces all assignments. Omitted APIs lose their assignment. Effective from the next request on, on every node.",
        Parameters = [IfMatch],
        Body = PolicySchemas.AssignmentsUpdate,
        Example = """{ "default": "fulfillmenttools", "apis": {} }""",
        Responses = [new(200, "The assigned and the effective policies.", PolicySchemas.Assignments)],
        ErrorStatuses = [409, 412, 422],
    };
}
