using System.Reflection;

namespace Emend.IntegrationTests.Outbox;

/// <summary>A point of the processing: a call of a port, before or after its effect.</summary>
internal sealed record InterruptedCall(string Port, string Method, bool IsAfter)
{
    public override string ToString() => $"{(IsAfter ? "after" : "before")} {Port}.{Method}";
}

/// <summary>Interrupts the processing at one call, once.</summary>
internal sealed class Interruption
{
    private InterruptedCall? _call;
    private Func<Task>? _action;

    /// <summary>Whether the call was reached.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Runs an action at the next such call.</summary>
    public void At(InterruptedCall call, Func<Task> action) => (_call, _action, IsDone) = (call, action, false);

    /// <summary>A port whose calls can be interrupted.</summary>
    public T Wrap<T>(T port)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, InterruptiblePort>();
        ((InterruptiblePort)(object)proxy).Set(port, (method, isAfter) => Reach(new(typeof(T).Name, method, isAfter)));
        return proxy;
    }

    private void Reach(InterruptedCall call)
    {
        if (_call == call)
        {
            (_call, IsDone) = (null, true);
            _action!().GetAwaiter().GetResult();
        }
    }
}

/// <summary>Reports every asynchronous call of a port before and after its effect.</summary>
public class InterruptiblePort : DispatchProxy
{
    private object? _port;
    private Action<string, bool>? _reached;

    public void Set(object port, Action<string, bool> reached) => (_port, _reached) = (port, reached);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _reached!(targetMethod!.Name, false);
        var result = targetMethod.Invoke(_port, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (result is Task task)
        {
            try
            {
                task.GetAwaiter().GetResult();
            }
            finally
            {
                _reached(targetMethod.Name, true);
            }
        }

        return result;
    }
}
