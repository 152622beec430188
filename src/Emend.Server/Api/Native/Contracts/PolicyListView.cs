using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>The policies of a tenant with their assignments to APIs.</summary>
/// <param name="Stored">The stored policies and assignments.</param>
/// <param name="Apis">The names of all APIs.</param>
/// <param name="Registry">The built-in policies.</param>
internal sealed record PolicyListView(StoredPolicies Stored, ImmutableArray<string> Apis, PolicyRegistry Registry)
{
    private readonly TenantPolicies _policies = new(Stored, Registry);

    /// <summary>The policy that decides if neither the API nor the request has its own policy.</summary>
    public string Default => _policies.GetName("");

    /// <summary>The assigned policies of which this version knows only the name.</summary>
    public IEnumerable<string> Unknown => Stored.Assignments.Apis.Values.Append(Default)
        .Where(name => IsMissing(name) && Stored.Policies.All(p => p.Policy.Name != name)).Distinct().Order(StringComparer.Ordinal);

    public string GetEffectivePolicy(string api) => _policies.GetName(api);

    /// <summary>Whether this version does not have the policy, or does not have its base.</summary>
    public bool IsMissing(string policy) => _policies.Find(policy) is null;

    public IEnumerable<string> GetApis(string policy) => Apis.Where(api => GetEffectivePolicy(api) == policy);

    public static void WriteAll(Utf8JsonWriter json, PolicyListView list)
    {
        json.WriteStartArray("policies");
        foreach (var storedPolicy in list.Stored.Policies)
        {
            json.WriteObject((list, storedPolicy), WriteCustom);
        }

        foreach (var policy in list.Registry.All)
        {
            json.WriteObject((list, policy), WriteBuiltIn);
        }

        foreach (var name in list.Unknown)
        {
            json.WriteObject((list, name), WriteUnknown);
        }

        json.WriteEndArray();
        json.WriteObject("assignments", list, Write);
    }

    public static void Write(Utf8JsonWriter json, PolicyListView list)
    {
        var assignments = list.Stored.Assignments;
        json.WriteNumber("version", assignments.Version);
        json.WriteText("default", assignments.Default);
        json.WriteStartObject("apis");
        foreach (var (api, policy) in assignments.Apis)
        {
            json.WriteString(api, policy);
        }

        json.WriteEndObject();
        json.WriteObjects("effective", list.Apis, (entry, api) =>
        {
            entry.WriteString("api", api);
            entry.WriteString("policy", list.GetEffectivePolicy(api));
            entry.WriteString(
                "source",
                assignments.Apis.ContainsKey(api) ? "assigned" : list.Registry.Find(api) is null ? "default" : "own");
            WriteMissing(entry, list, list.GetEffectivePolicy(api));
        });
    }

    private static void WriteCustom(Utf8JsonWriter json, (PolicyListView List, StoredPolicy Stored) entry)
    {
        var policy = entry.Stored.Policy;
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", policy.Base);
        PolicyWriter.WriteAuthor(json, entry.Stored);
        WriteUse(json, entry.List, policy.Name);
    }

    private static void WriteBuiltIn(Utf8JsonWriter json, (PolicyListView List, Policy Policy) entry)
    {
        json.WriteString("name", entry.Policy.Name);
        json.WriteNumber("version", entry.Policy.Version);
        json.WriteBoolean("builtIn", true);
        WriteUse(json, entry.List, entry.Policy.Name);
    }

    // A policy that is assigned is not deleted, so it is a built-in policy of another version.
    private static void WriteUnknown(Utf8JsonWriter json, (PolicyListView List, string Name) entry)
    {
        json.WriteString("name", entry.Name);
        json.WriteNumber("version", 0);
        json.WriteBoolean("builtIn", true);
        WriteUse(json, entry.List, entry.Name);
    }

    private static void WriteMissing(Utf8JsonWriter json, PolicyListView list, string policy)
    {
        if (list.IsMissing(policy))
        {
            json.WriteBoolean("missing", true);
        }
    }

    private static void WriteUse(Utf8JsonWriter json, PolicyListView list, string name)
    {
        json.WriteBoolean("default", list.Default == name);
        json.WriteTexts("apis", list.GetApis(name));
        WriteMissing(json, list, name);
    }
}
