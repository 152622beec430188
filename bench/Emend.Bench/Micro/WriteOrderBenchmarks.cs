using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Views;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Bench.Micro;

/// <summary>The JSON of a routed order in the native API: the cost of a response without HTTP.</summary>
[MemoryDiagnoser]
public class WriteOrderBenchmarks
{
    private const int Facilities = 5;
    private const int InitialSize = 4_096;

    private Order _order = null!;

    [Params(1, 10, 500)]
    public int Lines { get; set; }

    [GlobalSetup]
    public void Prepare() => _order = ((Decision.Accepted)Decider.Decide(
        null,
        new OrderCommand.Place(DecideBenchmarks.CreateNewOrder(Lines)),
        DecideBenchmarks.CreateContext(Facilities, Lines))).After;

    /// <summary>Writes the order and returns the number of bytes.</summary>
    [Benchmark]
    public int Write()
    {
        using var buffer = new PooledBuffer(InitialSize);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteView(new NativeOrderView(_order));
        }

        return buffer.Written.Length;
    }
}
