using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Policies: which rows decide. What writes them takes no idempotency key and is sent once; name the version you saw, and sending it again
/// does no harm.
/// </summary>
public sealed class Policies
{
    private const string All = "policies";
    private const string Assigned = All + "/assignments";

    private readonly Transport transport;

    internal Policies(Transport transport) => this.transport = transport;

    /// <summary>Lists policies, and which decides where.</summary>
    /// <param name="ct">Gives up.</param>
    public Task<PolicyList> List(CancellationToken ct = default) => transport.Send(Call.Get(All), Wire.Default.PolicyList, ct);

    /// <summary>Reads a policy row by row.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Policy> Get(string name, CancellationToken ct = default) =>
        transport.Send(Call.Get(PathOf(name)), Wire.Default.Policy, ct);

    /// <summary>Reads a policy where it is in another version than the one you have; null where it is not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version you have.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Policy?> GetIfChanged(string name, long version, CancellationToken ct = default) =>
        transport.Ask(Call.Get(PathOf(name)).Unless(version), Wire.Default.Policy, ct);

    /// <summary>Writes a policy of your own: the next version of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="policy">What it shall say.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="UnsoundPolicyException">No policy can be so.</exception>
    /// <exception cref="StaleException">It is in another version than the one named.</exception>
    public Task<Policy> Put(string name, PolicyToWrite policy, CancellationToken ct = default) =>
        transport.Send(Call.Write(HttpMethod.Put, PathOf(name)).With(policy, Wire.Default.PolicyToWrite), Wire.Default.Policy, ct);

    /// <summary>Removes a policy of your own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version you saw; whatever it is where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PolicyInUseException">It decides somewhere.</exception>
    public Task Delete(string name, long? version = null, CancellationToken ct = default) =>
        transport.Ask(Call.Write(HttpMethod.Delete, PathOf(name)).IfStill(version), Wire.Default.Policy, ct);

    /// <summary>Goes through the versions of a policy, the newest first; also of one that was removed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<PolicyVersion> Versions(string name, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? before = null;
        do
        {
            var page = await VersionPage(name, before, ct: ct);
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
    public Task<PolicyVersionPage> VersionPage(string name, long? before = null, int? size = null, CancellationToken ct = default) =>
        transport.Send(
            Call.Get(PathOf(name) + "/versions").Asking("before", before).Asking("size", size), Wire.Default.PolicyVersionPage, ct);

    /// <summary>Reads a version of a policy row by row.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Policy> GetVersion(string name, long version, CancellationToken ct = default) =>
        transport.Send(Call.Get($"{PathOf(name)}/versions/{version}"), Wire.Default.Policy, ct);

    /// <summary>Tells what a policy would have said to the newest modifications. Nothing is written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">How many, and what in place of what is kept under the name.</param>
    /// <param name="ct">Gives up.</param>
    public Task<PolicyTrial> Try(string name, PolicyTry? what = null, CancellationToken ct = default) =>
        transport.Send(Call.Preview(PathOf(name) + "/try").With(what ?? new(), Wire.Default.PolicyTry), Wire.Default.PolicyTrial, ct);

    /// <summary>Reads which policy decides where.</summary>
    /// <param name="ct">Gives up.</param>
    public Task<Assignments> Assignments(CancellationToken ct = default) =>
        transport.Send(Call.Get(Assigned), Wire.Default.Assignments, ct);

    /// <summary>Says which policy decides where: all of it at once.</summary>
    /// <param name="assignments">Which where.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Assignments> Assign(AssignmentsToWrite assignments, CancellationToken ct = default) =>
        transport.Send(
            Call.Write(HttpMethod.Put, Assigned).With(assignments, Wire.Default.AssignmentsToWrite), Wire.Default.Assignments, ct);

    private static string PathOf(string name) => $"{All}/{Call.Part(name)}";
}
