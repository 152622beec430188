using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>The policies of a tenant, and which of them decides where.</summary>
/// <param name="Kept">What is kept of them.</param>
/// <param name="Faces">The faces there are.</param>
internal sealed record PolicyListView(StoredPolicies Kept, ImmutableArray<string> Faces)
{
    private readonly TenantPolicies known = new(Kept);

    /// <summary>What decides where neither a face nor the caller has a policy of its own.</summary>
    public string Default => known.For("", null).Name;

    public string At(string api) => known.For(api, CustomPolicyBuilder.Find(api)).Name;

    public IEnumerable<string> FacesOf(string policy) => Faces.Where(api => At(api) == policy);

    public static void WriteAll(Utf8JsonWriter json, PolicyListView policyListView)
    {
        json.WriteStartArray("policies");
        foreach (var storedPolicy in policyListView.Kept.Variants) json.Object((policyListView, storedPolicy), Own);
        foreach (var policy in CustomPolicyBuilder.BuiltIn) json.Object((policyListView, policy), BuiltIn);
        json.WriteEndArray();
        json.Object("assignments", policyListView, Write);
    }

    public static void Write(Utf8JsonWriter json, PolicyListView policyListView)
    {
        var use = policyListView.Kept.Use;
        json.WriteNumber("version", use.Version);
        json.Text("default", use.Default);
        json.WriteStartObject("faces");
        foreach (var (api, policy) in use.Faces) json.WriteString(api, policy);
        json.WriteEndObject();
        json.Objects("deciding", policyListView.Faces, (entry, api) =>
        {
            entry.WriteString("face", api);
            entry.WriteString("policy", policyListView.At(api));
            entry.WriteString("because", use.Faces.ContainsKey(api) ? "assigned" : CustomPolicyBuilder.Find(api) is null ? "default" : "own");
        });
    }

    private static void Own(Utf8JsonWriter json, (PolicyListView Told, StoredPolicy Kept) entry)
    {
        var policy = entry.Kept.Variant;
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", policy.Base);
        PolicyWriter.Written(json, entry.Kept);
        Use(json, entry.Told, policy.Name);
    }

    private static void BuiltIn(Utf8JsonWriter json, (PolicyListView Told, Policy Policy) entry)
    {
        json.WriteString("name", entry.Policy.Name);
        json.WriteNumber("version", entry.Policy.Version);
        json.WriteBoolean("builtIn", true);
        Use(json, entry.Told, entry.Policy.Name);
    }

    private static void Use(Utf8JsonWriter json, PolicyListView policyListView, string name)
    {
        json.WriteBoolean("default", policyListView.Default == name);
        json.Texts("faces", policyListView.FacesOf(name));
    }
}
