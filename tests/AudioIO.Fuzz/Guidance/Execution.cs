using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AudioIO.Fuzz;

/// <summary>Runs inputs, one at a time, and keeps those that show a fault, one for each fault.</summary>
internal sealed partial class Execution : IDisposable
{
    /// <summary>Least time that an input may take; longer ones have as much for every 64 KB.</summary>
    private const long MaxMilliseconds = 1000;

    /// <summary>What hangs does not end by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Timer _watch;
    private readonly HashSet<string> _faults = [];
    private (FuzzTarget Target, byte[] Input)? _current;
    private long _began;

    /// <param name="folder">Where inputs that show a fault go.</param>
    public Execution(string folder)
    {
        _folder = folder;
        _watch = new Timer(_ => Watch(), null, Patience, Patience / 4);
    }

    /// <summary>Number of inputs that were run.</summary>
    public long Count { get; private set; }

    /// <summary>Number of those that were refused by name.</summary>
    public long Refused { get; private set; }

    /// <summary>Number of different faults.</summary>
    public int Faults => _faults.Count;

    /// <summary>Runs one input.</summary>
    /// <returns>True when everything held.</returns>
    public bool Run(FuzzTarget target, byte[] input)
    {
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        _current = (target, input);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        bool holds = true;
        try
        {
            if (!target.Run(input)) Refused++;
            long most = MaxMilliseconds * (1 + (input.Length >> 16));
            // The clock alone may have waited for other programs.
            if (Stopwatch.GetElapsedTime(_began).TotalMilliseconds > most && (Environment.CpuUsage.TotalTime - before).TotalMilliseconds > most)
                throw new Finding($"It took more than {most} ms.");
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

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();

    private void Report(FuzzTarget target, byte[] input, Exception fault)
    {
        // The same message from the same place, whatever its numbers, is the same fault.
        string place = fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AudioIO.", StringComparison.Ordinal)) ?? "";
        if (!_faults.Add(Numbers().Replace(fault.GetType().Name + fault.Message + place, "#"))) return;
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
        if (_current is not { } current || Stopwatch.GetElapsedTime(Volatile.Read(ref _began)) < Patience) return;
        Console.Error.WriteLine($"{current.Target.Name}, {Keep(current.Target, current.Input)}: it hangs.");
        Environment.Exit(1);
    }
}
