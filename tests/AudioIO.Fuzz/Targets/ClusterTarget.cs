using System.Buffers.Binary;
using AudioIO.Tests.Flac;

namespace AudioIO.Fuzz;

/// <summary>
/// FLAC of 50 to 130 KB with FlacFrames and clusters of a disk moved, doubled, taken from another file, zeroed, or missing. An input is no
/// file but what is done to one of <see cref="Originals"/>: its number, then <see cref="StepBytes"/> bytes for every step; or to a file of 1.6 MB,
/// whose FlacFrames are as large as headers allow, where the number is <see cref="LargeNumber"/>.
/// </summary>
internal sealed class ClusterTarget : FuzzTarget
{
    /// <summary>What is done, to how much, where (2), with what from where (2), how many units, from which file.</summary>
    private const int StepBytes = 8;

    private const int MaxSteps = 6;

    /// <summary>From here on landings are tried, and the index becomes thin.</summary>
    private static readonly FlacFile[] Originals =
    [
        FlacSounds.File(21, 1, 16, Enumerable.Repeat(1152, 60)),
        FlacSounds.File(22, 2, 16, Enumerable.Repeat(576, 70)),
        FlacSounds.File(23, 1, 8, Enumerable.Repeat(4096, 30)),
        FlacSounds.File(24, 2, 24, Enumerable.Range(0, 90).Select(i => 192 + (i * 37 % 300)), variable: true),
        FlacSounds.File(25, 6, 16, Enumerable.Repeat(192, 50)),
        FlacSounds.File(21, 1, 16, Enumerable.Repeat(1152, 75)), // begins as the first one
    ];

    private const byte LargeNumber = 255;

    private static readonly Lazy<(FlacFile File, byte[] Content)> Large = new(() =>
    {
        const int Size = 65_535, Count = 12;
        FlacFile file = FlacNoise.Make(26, 0, silentChannels: 3, Size, Count);
        file.TotalFrames = Size * Count;
        return (file, file.ToArray());
    });

    private static readonly byte[][] Contents = [.. Originals.Select(file => file.ToArray())];

    public override string Name => "clusters";

    public override int ThoroughShare => 4;

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from file in Enumerable.Range(0, Originals.Length) from step in Enumerable.Range(0, 8) select Recipe(file, step),
        [LargeNumber],
        .. from step in (int[])[0, 1, 2, 3, 6] select Recipe(LargeNumber, step),
    ];

    protected override byte[] Change(Random random, byte[] input, byte[] other)
    {
        byte[] changed = Mutation.Apply(random, input, other);
        return changed.Length <= 1 + (MaxSteps * StepBytes) ? changed : changed[..(1 + (MaxSteps * StepBytes))];
    }

    protected override bool Run(byte[] input, Choices choices)
    {
        byte[] file = Cook(input);
        // One that begins with a FlacFrame of another recording can be refused by name, searched as well.
        if (Files.TryOpen(file, AudioLoaderOptions.Default) is not { } opened) return FlacTarget.Run(file, choices, 0);
        opened.Dispose();
        // Nobody writes a checksum here, so that walking and searching have to agree.
        FlacChecks.CompareSearched(file, new Random(choices.Next()), verifies: !IsLarge(input));
        if (IsLarge(input)) return true;
        // Takes some hundred times as long.
        return !choices.OneIn(16) || FlacTarget.Run(file, choices, choices.Next(2) << 30);
    }

    private static byte[] Cook(byte[] recipe)
    {
        (FlacFile original, byte[] content) = IsLarge(recipe) ? Large.Value
            : (Originals[Number(recipe)], Contents[Number(recipe)]);
        List<byte> file = [.. content];
        int audio = original.Header.Length;
        for (int at = 1; at + StepBytes <= recipe.Length; at += StepBytes)
        {
            ReadOnlySpan<byte> step = recipe.AsSpan(at, StepBytes);
            FlacFile foreignFile = Originals[step[7] % Originals.Length];
            byte[] foreign = Contents[step[7] % Originals.Length];
            int length = file.Count;
            (int from, int count) = Place(step[1], BinaryPrimitives.ReadUInt16LittleEndian(step[2..]), step[6], original, length);
            (int source, int sourceCount) = Place(step[1], BinaryPrimitives.ReadUInt16LittleEndian(step[4..]), step[6],
                step[0] % 8 is 4 or 5 ? foreignFile : original, step[0] % 8 is 4 or 5 ? foreign.Length : length);
            byte[] part = step[0] % 8 is 4 or 5
                ? foreign[source..(source + sourceCount)] : [.. file.GetRange(source, sourceCount)];
            if (from < audio) continue;
            switch (step[0] % 8)
            {
                case 0: // zeroed
                    for (int i = 0; i < count; i++) file[from + i] = 0;
                    break;
                case 1: // missing
                    file.RemoveRange(from, count);
                    break;
                case 2 or 4: // another one of the same file, or of another one, in its place
                    for (int i = 0; i < Math.Min(count, part.Length); i++) file[from + i] = part[i];
                    break;
                case 3 or 5: // in between
                    file.InsertRange(from, part);
                    break;
                case 6: // exchanged
                    if (source < audio || Math.Abs(source - from) < Math.Max(count, part.Length)) break;
                    byte[] own = [.. file.GetRange(from, count)];
                    for (int i = 0; i < Math.Min(count, part.Length); i++) (file[from + i], file[source + i]) = (part[i], own[i]);
                    break;
                default: // cut
                    file.RemoveRange(from + count, length - from - count);
                    break;
            }
        }
        return [.. file];
    }

    private static bool IsLarge(byte[] recipe) => recipe.Length > 0 && recipe[0] == LargeNumber;

    private static int Number(byte[] recipe) => recipe.Length == 0 ? 0 : recipe[0] % Originals.Length;

    /// <summary>Some clusters of 512 bytes to 16 KiB, or some FlacFrames as they stand in the original.</summary>
    private static (int From, int Count) Place(byte unit, int where, byte many, FlacFile original, int length)
    {
        if (unit % 8 >= 6)
        {
            int index = where % original.Frames.Count, last = Math.Min(index + (many % 4), original.Frames.Count - 1);
            int from = Math.Min(original.PositionOf(index), length);
            return (from, Math.Min(original.PositionOf(last) + original.Frames[last].Length, length) - from);
        }
        int size = 512 << (unit % 8), start = Math.Min(where % ((length / size) + 1) * size, length);
        return (start, Math.Min(size * (1 + (many % 2)), length - start));
    }

    private static byte[] Recipe(int file, int step) =>
        [(byte)file, (byte)step, (byte)((3 * file) + step), (byte)(7 * (file + 3)), 1, (byte)(11 * (step + 1)), 0, 0, (byte)(file + 1)];
}
