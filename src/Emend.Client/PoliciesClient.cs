using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Policies: which rows decide. What writes them takes no idempotency key and is sent once; name the version you saw, and sending it again
/// does no harm.
/// </summary>
public sealed class PoliciesClient
{
    private const string All = "policies";
    private const string Assigned = All + "/assignments";

    private readonly HttpTransport httpTransport;

    internal PoliciesClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Lists policies, and which decides where.</summary>
    /// <param name="ct">Gives up.</param>
    public Task<PolicyList> ListAsync(CancellationToken ct = default) => httpTransport.SendAsync(ApiRequest.Get(All), EmendJsonContext.Default.PolicyList, ct);

    /// <summary>Reads a policy row by row.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Policy> GetAsync(string name, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(PathOf(name)), EmendJsonContext.Default.Policy, ct);

    /// <summary>Reads a policy where it is in another version than the one you have; null where it is not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version you have.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Policy?> GetIfChangedAsync(string name, long version, CancellationToken ct = default) =>
        httpTransport.AskAsync(ApiRequest.Get(PathOf(name)).Unless(version), EmendJsonContext.Default.Policy, ct);

    /// <summary>Writes a policy of your own: the next version of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="policy">What it shall say.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidPolicyException">No policy can be so.</exception>
    /// <exception cref="VersionConflictException">It is in another version than the one named.</exception>
    public Task<Policy> PutAsync(string name, PolicyUpdate policy, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Write(HttpMethod.Put, PathOf(name)).With(policy, EmendJsonContext.Default.PolicyUpdate), EmendJsonContext.Default.Policy, ct);

    /// <summary>Removes a policy of your own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version you saw; whatever it is where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PolicyInUseException">It decides somewhere.</exception>
    public Task DeleteAsync(string name, long? version = null, CancellationToken ct = default) =>
        httpTransport.AskAsync(ApiRequest.Write(HttpMethod.Delete, PathOf(name)).IfStill(version), EmendJsonContext.Default.Policy, ct);

    /// <summary>Goes through the versions of a policy, the newest first; also of one that was removed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<PolicyVersion> VersionsAsync(string name, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? before = null;
        do
        {
            var page = await VersionPageAsync(name, before, ct: ct);
            foreach (var version in page.Versions) yield return version;
            before = page.Next;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of the versions of a policy, the newest first.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="before">Only versions before this one: the next of the page before.</param>
    /// <param name="size">How many, up to 100.</param>
    /// <param name="ct">Gives up.</param>
    public Task<PolicyVersionPage> VersionPageAsync(string name, long? before = null, int? size = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Get(PathOf(name) + "/versions").Asking("before", before).Asking("size", size), EmendJsonContext.Default.PolicyVersionPage, ct);

    /// <summary>Reads a version of a policy row by row.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Policy> GetVersionAsync(string name, long version, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get($"{PathOf(name)}/versions/{version}"), EmendJsonContext.Default.Policy, ct);

    /// <summary>Tells what a policy would have said to the newest modifications. Nothing is written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">How many, and what in place of what is kept under the name.</param>
    /// <param name="ct">Gives up.</param>
    public Task<PolicySimulation> SimulateAsync(string name, PolicySimulationRequest? what = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Preview(PathOf(name) + "/try").With(what ?? new(), EmendJsonContext.Default.PolicySimulationRequest), EmendJsonContext.Default.PolicySimulation, ct);

    /// <summary>Reads which policy decides where.</summary>
    /// <param name="ct">Gives up.</param>
    public Task<PolicyAssignments> AssignmentsAsync(CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(Assigned), EmendJsonContext.Default.PolicyAssignments, ct);

    /// <summary>Says which policy decides where: all of it at once.</summary>
    /// <param name="assignments">Which where.</param>
    /// <param name="ct">Gives up.</param>
    public Task<PolicyAssignments> AssignAsync(PolicyAssignmentsUpdate assignments, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Write(HttpMethod.Put, Assigned).With(assignments, EmendJsonContext.Default.PolicyAssignmentsUpdate), EmendJsonContext.Default.PolicyAssignments, ct);

    private static string PathOf(string name) => $"{All}/{ApiRequest.Part(name)}";
}
