using System.Diagnostics;
using System.Globalization;

namespace AudioIO.Fuzz;

/// <summary>
/// Mutates inputs for some time. With instrumentation (<see cref="Coverage"/>) an input that takes a way of its own becomes one to begin with,
/// as in AFL; without, only seeds and corpus are.
/// </summary>
internal sealed class Campaign(IReadOnlyList<FuzzTarget> targets, int seed, Execution execution, string? folder)
{
    private readonly Random _random = new(seed);
    private readonly Progress[] _progress = [.. targets.Select(target => new Progress(target))];

    /// <summary>Runs until the time is over, every target for its share of it.</summary>
    public void Run(TimeSpan time)
    {
        foreach (Progress progress in _progress)
        {
            List<byte[]> first = [.. progress.Target.Seeds, .. Corpus.Read(Corpus.DefaultPath, progress.Target)];
            if (folder is not null) first.AddRange(Corpus.ReadFolder(folder, progress.Target));
            foreach (byte[] input in first) Try(progress, input, isFirst: true);
        }
        var clock = Stopwatch.StartNew();
        var said = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            Progress progress = _progress.MinBy(each => each.Ticks)!;
            byte[] input = Choose(progress.Inputs), other = progress.Inputs[_random.Next(progress.Inputs.Count)];
            Try(progress, progress.Target.Mutate(_random, input, other), isFirst: false);
            if (said.Elapsed < TimeSpan.FromMinutes(1)) continue;
            said.Restart();
            Say();
        }
        Say();
    }

    /// <summary>Prints how far it is.</summary>
    private void Say()
    {
        foreach (Progress each in _progress)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{each.Target.Name,-14} {each.Count,10} executions {each.Inputs.Count,6} inputs {Coverage.Branches(each.Seen),6} branches"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Seed {seed}: {execution.Count} executions, {execution.Refused} of them refused, {execution.Faults} faults."));
    }

    private void Try(Progress progress, byte[] input, bool isFirst)
    {
        long began = Stopwatch.GetTimestamp();
        Coverage.Clear();
        bool holds = execution.Run(progress.Target, input);
        bool isNew = Coverage.AddTo(progress.Seen) > 0;
        progress.Count++;
        if (isFirst || (holds && isNew))
        {
            progress.Inputs.Add(input);
            if (!isFirst && folder is not null) File.WriteAllBytes(Path.Combine(folder, Corpus.NameOf(progress.Target, input)), input);
        }
        progress.Ticks += Stopwatch.GetTimestamp() - began;
    }

    /// <summary>Half of the time one of the last ones: what was just reached leads on.</summary>
    private byte[] Choose(List<byte[]> inputs)
    {
        const int Recent = 20;
        int from = _random.Next(2) == 0 ? Math.Max(0, inputs.Count - Recent) : 0;
        return inputs[_random.Next(from, inputs.Count)];
    }

    private sealed class Progress(FuzzTarget target)
    {
        public FuzzTarget Target => target;

        public List<byte[]> Inputs { get; } = [];

        public byte[] Seen { get; } = new byte[Coverage.Size];

        public long Count { get; set; }

        public long Ticks { get; set; }
    }
}
