namespace AudioIO.Tests.Flac;

/// <summary>The last FlacFrame is damaged, and behind it the end stands once more: the bytes alone tell neither where the file ends nor what counts.</summary>
public class FlacRepeatedEndTests
{
    /// <summary>Bytes that are left of the damaged one, FlacFrames that stand twice, and bytes behind them.</summary>
    public static TheoryData<int, int, int> Ends()
    {
        var cases = new TheoryData<int, int, int>();
        foreach (int left in (int[])[7, 12, 30])
            foreach (int twice in (int[])[1, 2, 3])
                foreach (int behind in (int[])[0, 1, 40]) cases.Add(left, twice, behind);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void What_can_be_read_is_not_among_the_damage(int left, int twice, int behind)
    {
        FlacFile file = FlacSounds.File(9, 1, 8, [47, 47, 47, 58]);
        file.TotalFrames = 0;
        byte[][] end = [.. file.Frames.TakeLast(twice)];
        file.Frames[^1] = file.Frames[^1][..left];
        file.Frames.AddRange(end);
        file.Trailer.Add(new byte[behind]);
        foreach (long walk in (long[])[0, 1 << 20])
        {
            using FlacSource source = FlacFile.Open(file.ToArray(), wholeWalkBytes: walk);
            var lost = new List<long>();
            for (long frame = 0; frame < source.Frames; frame++)
            {
                try
                {
                    source.Read(frame, new int[1].AsSpan());
                }
                catch (AudioFormatException)
                {
                    lost.Add(frame);
                }
            }
            Assert.Equal(lost, source.DamagedRanges.SelectMany(range => Enumerable.Range((int)range.Start, (int)range.Count)).Select(frame => (long)frame));
        }
    }
}
