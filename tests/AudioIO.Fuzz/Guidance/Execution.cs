using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AudioIO.Fuzz;

/// <summary>Runs inputs, one at a time, and keeps those that show a fault, one for each fault.</summary>
internal sealed partial class Execution : IDisposable
{
    /// <summary>Least time that an input may take; longer ones have as much for every 64 KB.</summary>
    private const long MaxMilliseconds = 1000;

    /// <summary>Looked at in every way, an input is read some dozen times.</summary>
    private const int ThoroughReadings = 20;

    /// <summary>The first time code is compiled, and what shares the processor's core makes another time longer.</summary>
    private const int Tries = 3;

    /// <summary>What hangs does not end by itself. The processor's time, or far more of the clock: other programs may have it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), LongPatience = TimeSpan.FromMinutes(10);

    private readonly string _folder;
    private readonly Timer _watch;
    private readonly HashSet<(string Target, string What)> _faults = [];
    private readonly Dictionary<string, long> _refused = [];
    private Current? _current;
    private long _began;

    /// <param name="folder">Where inputs that show a fault go.</param>
    public Execution(string folder)
    {
        _folder = folder;
        _watch = new Timer(_ => Watch(), null, Patience, Patience / 4);
    }

    /// <summary>Number of inputs that were run.</summary>
    public long Count { get; private set; }

    /// <summary>Number of different faults.</summary>
    public int Faults => _faults.Count;

    /// <summary>Number of inputs that a target has refused by name.</summary>
    public long RefusedOf(FuzzTarget target) => _refused.GetValueOrDefault(target.Name);

    /// <summary>Number of different faults that a target has shown.</summary>
    public int FaultsOf(FuzzTarget target) => _faults.Count(fault => fault.Target == target.Name);

    /// <summary>Runs one input.</summary>
    /// <param name="target">What runs it.</param>
    /// <param name="input">The input.</param>
    /// <param name="isThorough">False to look at some of what must hold.</param>
    /// <returns>True when everything held.</returns>
    public bool Run(FuzzTarget target, byte[] input, bool isThorough)
    {
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        TimeSpan before = Environment.CpuUsage.TotalTime;
        _current = new Current(target, input, before);
        bool holds = true;
        try
        {
            if (!target.Run(input, isThorough)) _refused[target.Name] = RefusedOf(target) + 1;
            long most = MaxMilliseconds * (1 + (input.Length >> 16)) * (isThorough ? ThoroughReadings : 1);
            for (int tries = 1; IsOver(most, before); tries++)
            {
                if (tries == Tries) throw new Finding($"It took more than {most} ms.");
                before = Environment.CpuUsage.TotalTime;
                _current = new Current(target, input, before);
                Volatile.Write(ref _began, Stopwatch.GetTimestamp());
                target.Run(input, isThorough);
            }
        }
#pragma warning disable CA1031 // Whatever escapes is what is looked for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            holds = false;
            Report(target, input, fault);
        }
        _current = null;
        Count++;
        return holds;
    }

    public void Dispose() => _watch.Dispose();

    /// <summary>The same message from the same place, whatever its numbers, is the same fault.</summary>
    public static string NameOf(Exception fault)
    {
        string place = fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AudioIO.", StringComparison.Ordinal)) ?? "";
        return Numbers().Replace($"{fault.GetType().Name}: {fault.Message}{place}", "#");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();

    /// <summary>The clock alone may have waited for other programs.</summary>
    private bool IsOver(long milliseconds, TimeSpan before) => Stopwatch.GetElapsedTime(_began).TotalMilliseconds > milliseconds
        && (Environment.CpuUsage.TotalTime - before).TotalMilliseconds > milliseconds;

    private void Report(FuzzTarget target, byte[] input, Exception fault)
    {
        if (!_faults.Add((target.Name, NameOf(fault)))) return;
        Console.Error.WriteLine($"{target.Name}, {Keep(target, input)}: {fault}");
    }

    private string Keep(FuzzTarget target, byte[] input)
    {
        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, Corpus.NameOf(target, input));
        File.WriteAllBytes(path, input);
        return path;
    }

    private void Watch()
    {
        if (Volatile.Read(ref _current) is not { } current) return;
        if (Environment.CpuUsage.TotalTime - current.Began < Patience && Stopwatch.GetElapsedTime(Volatile.Read(ref _began)) < LongPatience) return;
        Console.Error.WriteLine($"{current.Target.Name}, {Keep(current.Target, current.Input)}: it hangs.");
        Environment.Exit(2);
    }

    private sealed record Current(FuzzTarget Target, byte[] Input, TimeSpan Began);
}
