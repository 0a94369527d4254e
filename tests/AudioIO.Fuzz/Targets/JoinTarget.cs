using System.Buffers.Binary;
using AudioIO.Tests;
using AudioIO.Tests.Joining;

namespace AudioIO.Fuzz;

/// <summary>Several files as one recording, in every policy. An input is two bytes of policies, then files, each behind its length in four bytes.</summary>
internal sealed class JoinTarget : FuzzTarget
{
    private const int MaxFiles = 5;

    public override string Name => "joins";

    public override int ThoroughShare => 4;

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Of(0, 0, Wave("20240501_200000", 0), Wave("20240501_200000", 1), Wave("20240501_200000", 5)),
        Of(1, 4, Wave("20240501_200000", 0), Fuzz.Seeds.Flacs[0].ToArray(), Wave("20240501_200000", 2)),
        Of(2, 9, [.. SmallFiles.All.Values.Take(4)]), Of(5, 3, Fuzz.Seeds.Flacs[0].ToArray(), Fuzz.Seeds.Flacs[0].ToArray()),
        Of(3, 9, Wave("20240501_200000", 0), Wave("20240501_200000", 2), Wave("20240501_200000", 7)), Of(3, 7, Fuzz.Seeds.Waves[^1], Fuzz.Seeds.Waves[^1]),
        Of(4, 1, Wave("20240501_200000", 9), Wave("20240501_200000", 0), Wave("20240507_200000", 0)), Of(3, 0, Wave("20240501_200000", 3), Wave("20240509_200000", 1)),
        Of(3, 2, SmallFiles.All["A-law"], SmallFiles.All["40 bit"], [], SmallFiles.All["Double"]),
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < 2) return false;
        var files = new MemoryFiles();
        foreach (byte[] file in Split(input)) files.Add(NameOf(files.Names.Count), file);
        return files.Names.Count > 0
            && new Check(choices, options => files.OpenAll(Policies(input, options)), input.Length) { IsJoined = true }.Run();
    }

    /// <summary>The files of an input.</summary>
    public static List<byte[]> Split(byte[] input)
    {
        List<byte[]> files = [];
        for (int at = 2; files.Count < MaxFiles && at + 4 <= input.Length;)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(input.AsSpan(at)), (uint)(input.Length - at - 4));
            files.Add(input[(at + 4)..(at + 4 + length)]);
            at += 4 + length;
        }
        return files;
    }

    /// <summary>The name of one of them, which says when it began.</summary>
    public static string NameOf(int file) => $"{file}_20240501_20{10 * file:00}00.wav";

    /// <summary>The policies of an input.</summary>
    public static AudioLoaderOptions Policies(byte[] input, AudioLoaderOptions options) => options with
    {
        OnJoin = (JoinPolicy)(input[0] % 3),
        Gaps = (GapPolicy)(input[0] / 3 % 2),
        FileOrder = input[1] % 4 == 0 ? FileOrder.AsGiven : (FileOrder)(input[1] % Enum.GetValues<FileOrder>().Length),
        MaxGap = TimeSpan.FromMinutes(input[1] % 16),
    };

    private static byte[] Wave(string day, int part) => WaveBuilder.Riff().Format(WaveFormat.Pcm(16, 1, 44100))
        .Chunk("guan", System.Text.Encoding.UTF8.GetBytes($"GUANO|Version: 1.0\nTimestamp: {day[..4]}-{day[4..6]}-{day[6..8]}T20:00:{part:00}\n"))
        .Data([.. Enumerable.Range(0, 400).Select(i => (byte)(i * (part + 3)))]).ToArray();

    private static byte[] Of(byte policy, byte order, params byte[][] files)
    {
        List<byte> input = [policy, order];
        foreach (byte[] file in files)
        {
            input.AddRange(BitConverter.GetBytes(file.Length));
            input.AddRange(file);
        }
        return [.. input];
    }
}
