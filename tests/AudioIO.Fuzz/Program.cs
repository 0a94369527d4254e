using System.Globalization;
using AudioIO.Fuzz;
using SharpFuzz;

// Mutates inputs for some seconds and checks what must always hold; docs/fuzzing.md has the commands.
//   --seconds 60 --seed 1 [--processes 2] [--only wave,flac,…] [--folder NEW-INPUTS]   a campaign; guided where the libraries are instrumented
//   --replay FILE…                                                     inputs that were kept, named as they were
//   --minimise FILE…                                                   the smallest inputs that show the same faults, beside them
//   --distil FOLDER CORPUS.br [FILE…]                                 the corpus and a folder of new inputs to a smaller corpus, with all of these files
//   --unpack TARGET FOLDER                                             its seeds and its part of the corpus as files
//   --afl TARGET                                                       as the program that AFL++ runs
// What shows a fault is kept in the current folder, and the exit code is 1.
string[] campaign = ["--seconds", "--seed", "--processes", "--only", "--folder", "--summary"];
string[] names = Option("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
if (names.FirstOrDefault(name => FuzzTarget.All.All(target => target.Name != name)) is { } stranger)
    return Refuse($"{stranger}: expected one of {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}");
FuzzTarget[] targets = [.. FuzzTarget.All.Where(target => names.Length == 0 || names.Contains(target.Name))];
using var execution = new Execution(Environment.CurrentDirectory);
switch (args)
{
    case ["--replay", .. string[] files]:
        foreach (string path in files)
        {
            if (Corpus.TargetOf(path) is not { } target) continue;
            byte[] input = File.ReadAllBytes(path);
            foreach (bool isThorough in (ReadOnlySpan<bool>)[false, true]) execution.Run(target, input, isThorough);
        }
        Console.WriteLine($"{execution.Count / 2} inputs, {execution.Faults} faults.");
        break;
    case ["--minimise", .. string[] files]:
        foreach (string path in files)
        {
            if (Corpus.TargetOf(path) is not { } target) continue;
            byte[] smallest = Minimisation.Minimise(target, File.ReadAllBytes(path), out string fault);
            string shorter = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Corpus.NameOf(target, smallest));
            File.WriteAllBytes(shorter, smallest);
            Console.WriteLine($"{shorter}: {smallest.Length} bytes, {fault}");
        }
        break;
    case ["--distil", string folder, string corpus, .. string[] findings]:
        var kept = new List<(FuzzTarget, byte[])>();
        foreach (FuzzTarget target in FuzzTarget.All)
        {
            List<byte[]> inputs = Distillation.Distil(target, [.. Corpus.Of(target), .. Corpus.ReadFolder(folder, target)], execution);
            Console.WriteLine($"{target.Name,-14} {inputs.Count,6} inputs {inputs.Sum(input => input.Length),10} bytes");
            kept.AddRange(inputs.Select(input => (target, input)));
            kept.AddRange(findings.Where(path => Corpus.TargetOf(path) == target).Select(path => (target, File.ReadAllBytes(path))));
        }
        Corpus.Write(corpus, kept);
        break;
    case ["--unpack", string name, string folder]:
        FuzzTarget unpacked = FuzzTarget.All.First(target => target.Name == name);
        Directory.CreateDirectory(folder);
        foreach (byte[] input in (IEnumerable<byte[]>)[.. unpacked.Seeds, .. Corpus.Of(unpacked)])
            File.WriteAllBytes(Path.Combine(folder, Corpus.NameOf(unpacked, input)), input);
        break;
    case ["--afl", string name]:
        FuzzTarget single = FuzzTarget.All.First(target => target.Name == name);
        Fuzzer.Run(stream =>
        {
            var memory = new MemoryStream();
            stream.CopyTo(memory);
            single.Run(memory.ToArray());
        });
        break;
    default:
        for (int i = 0; i < args.Length; i += 2)
            if (!campaign.Contains(args[i]) || i + 1 == args.Length) return Refuse($"{args[i]}: expected {string.Join(", ", campaign)} with a value each");
        string? found = Option("--folder", "") is { Length: > 0 } path2 ? Directory.CreateDirectory(path2).FullName : null;
        int seed = Number("--seed", "1"), processes = Number("--processes", "1");
        string? summaryPath = Option("--summary", "") is { Length: > 0 } path3 ? path3 : null;
        if (processes > 1)
        {
            string[] shared = [.. new[] { "--only", "--folder" }.SelectMany(name => Option(name, "") is { Length: > 0 } value ? new[] { name, value } : [])];
            (Summary sum, int broken) = Processes.Run(processes, seed, TimeSpan.FromSeconds(Number("--seconds", "60")), shared);
            sum.Print(Console.Out);
            return sum.Faults + broken == 0 ? 0 : 1;
        }
        Summary summary = new Campaign(targets, seed, execution, found).Run(TimeSpan.FromSeconds(Number("--seconds", "60")), summaryPath);
        if (summaryPath is null) summary.Print(Console.Out);
        break;
}
return execution.Faults == 0 ? 0 : 1;

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

int Number(string name, string otherwise) => int.Parse(Option(name, otherwise), CultureInfo.InvariantCulture);

string Option(string name, string otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}
