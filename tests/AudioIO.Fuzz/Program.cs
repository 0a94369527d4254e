using System.Diagnostics;
using System.Globalization;
using AudioIO;
using AudioIO.Fuzz;

// Mutates small recordings for some seconds and checks what must always hold:
//   dotnet run -c Release --project tests/AudioIO.Fuzz -- --seconds 60 --seed 1 [--only wave|flac|mended|index] [--case N]
// A case is determined by the seed and its number alone. One that fails is written to the current folder, and the exit code is 1.
string[] all = ["wave", "flac", "mended", "index"];
double seconds = double.Parse(Option("--seconds", "60"), CultureInfo.InvariantCulture);
int seed = int.Parse(Option("--seed", "1"), CultureInfo.InvariantCulture);
int only = Array.IndexOf(all, Option("--only", ""));
int single = int.Parse(Option("--case", "-1"), CultureInfo.InvariantCulture);

var clock = Stopwatch.StartNew();
int cases = 0, refusals = 0;
(double Milliseconds, int Number) slowest = default;
for (int number = Math.Max(single, 0); single >= 0 ? number == single : clock.Elapsed.TotalSeconds < seconds; number++)
{
    int kind = number % all.Length;
    if (only >= 0 && kind != only) continue;
    byte[] file = [];
    // What hangs does not end by itself: the watch ends the program.
    using var watch = new Timer(_ => Fail(number, file, "took more than 5 s"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
    double began = clock.Elapsed.TotalMilliseconds;
    try
    {
        // Any mix of the two: distinct for all cases of a run, and for neighbouring seeds.
        var random = new Random(unchecked((seed * 1_000_003) + number));
        file = Mutated(kind, random);
        if (!CheckOf(kind, file, random).Run()) refusals++;
        cases++;
    }
#pragma warning disable CA1031 // Whatever escapes is what is looked for.
    catch (Exception fault)
#pragma warning restore CA1031
    {
        Fail(number, file, fault.ToString());
    }
    double taken = clock.Elapsed.TotalMilliseconds - began;
    if (taken > slowest.Milliseconds) slowest = (taken, number);
}
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"Seed {seed}: {cases} cases, {refusals} of them refused; the slowest, {slowest.Number}, took {slowest.Milliseconds:F0} ms."));
return 0;

string Option(string name, string otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}

void Fail(int number, byte[] file, string message)
{
    string path = $"fuzz-{all[number % all.Length]}-{seed}-{number}.bin";
    File.WriteAllBytes(path, file);
    Console.Error.WriteLine($"Case {number} of seed {seed}, {path}, again by --seed {seed} --case {number}: {message}");
    Environment.Exit(1);
}

static byte[] Mutated(int kind, Random random) => kind switch
{
    0 => Mutation.Apply(random, Any(random, Seeds.Waves), Any(random, Seeds.Waves)),
    1 => Mutation.Apply(random, Any(random, Seeds.Flacs).ToArray(), Any(random, Seeds.Flacs).ToArray()),
    2 => Mutation.ApplyMended(random, Any(random, Seeds.Flacs)),
    _ => Mutation.ApplyToText(random, Seeds.Index),
};

static Check CheckOf(int kind, byte[] file, Random random)
{
    // Small files are walked from their beginning; every second FLAC file is searched as a large one is.
    long wholeWalkBytes = random.Next(2) << 20;
    return new Check(random, options => kind switch
    {
        1 or 2 => FlacSource.Open(new StreamByteSource(new MemoryStream(file), leaveOpen: false), 0, options, wholeWalkBytes),
        3 => ConcatenatedSource.Open(
            RecordingIndex.Read(new MemoryStream(file), Path.GetFullPath("index.json")), options, Seeds.Joined.Store),
        _ => Opening.Source(Opening.Bytes(new MemoryStream(file), options), options),
    }, file.Length, isJoined: kind == 3);
}

static TItem Any<TItem>(Random random, TItem[] items) => items[random.Next(items.Length)];
