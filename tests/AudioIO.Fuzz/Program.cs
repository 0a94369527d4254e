using System.Globalization;
using AudioIO.Fuzz;
using SharpFuzz;

// Mutates inputs for some seconds and checks what must always hold; docs/fuzzing.md has the commands.
//   --seconds 60 --seed 1 [--only wave,flac,…] [--folder NEW-INPUTS]   a campaign; guided where the libraries are instrumented
//   --replay FILE…                                                     inputs that were kept, named as they were
//   --distil FOLDER CORPUS.zip                                         the corpus and a folder of new inputs to a smaller corpus
//   --unpack TARGET FOLDER                                             its seeds and its part of the corpus as files
//   --afl TARGET                                                       as the program that AFL++ runs
// What shows a fault is kept in the current folder, and the exit code is 1.
string[] names = Option("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
FuzzTarget[] targets = [.. FuzzTarget.All.Where(target => names.Length == 0 || names.Contains(target.Name))];
using var execution = new Execution(Environment.CurrentDirectory);
switch (args)
{
    case ["--replay", .. string[] files]:
        foreach (string path in files)
            if (Corpus.TargetOf(path) is { } target) execution.Run(target, File.ReadAllBytes(path));
        Console.WriteLine($"{execution.Count} inputs, {execution.Refused} of them refused, {execution.Faults} faults.");
        break;
    case ["--distil", string folder, string corpus]:
        var kept = new List<(FuzzTarget, byte[])>();
        foreach (FuzzTarget target in FuzzTarget.All)
        {
            List<byte[]> inputs = Distillation.Distil(target, [.. Corpus.Read(Corpus.DefaultPath, target), .. Corpus.ReadFolder(folder, target)], execution);
            Console.WriteLine($"{target.Name,-14} {inputs.Count,6} inputs {inputs.Sum(input => input.Length),10} bytes");
            kept.AddRange(inputs.Select(input => (target, input)));
        }
        Corpus.Write(corpus, kept);
        break;
    case ["--unpack", string name, string folder]:
        FuzzTarget unpacked = FuzzTarget.All.First(target => target.Name == name);
        Directory.CreateDirectory(folder);
        foreach (byte[] input in (IEnumerable<byte[]>)[.. unpacked.Seeds, .. Corpus.Read(Corpus.DefaultPath, unpacked)])
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
        string? found = Option("--folder", "") is { Length: > 0 } path2 ? Directory.CreateDirectory(path2).FullName : null;
        int seed = int.Parse(Option("--seed", "1"), CultureInfo.InvariantCulture);
        new Campaign(targets, seed, execution, found).Run(TimeSpan.FromSeconds(double.Parse(Option("--seconds", "60"), CultureInfo.InvariantCulture)));
        break;
}
return execution.Faults == 0 ? 0 : 1;

string Option(string name, string otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}
