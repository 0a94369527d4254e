using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Joining;

/// <summary>Damage in one file of many keeps its place in the whole.</summary>
public class DamagedFileTests
{
    private const int BlockFrames = 64;
    private const int FirstFrame = 100; // of the damaged file
    private const int DamagedFrame = FirstFrame + BlockFrames;

    private readonly FlacFile _sound = FlacSounds.File(1, 1, 16, [BlockFrames, BlockFrames, BlockFrames]);

    [Fact]
    public void Reading_damaged_frames_throws_with_their_place_in_the_whole()
    {
        using ConcatenatedSource source = Open(DamagePolicy.Throw);
        var fault = Assert.Throws<AudioFormatException>(() => source.Read<short>(0, new short[source.Info.Frames]));
        Assert.Equal((AudioFormatErrorKind.ChecksumMismatch, DamagedFrame, BlockFrames), (fault.Kind, fault.StartFrame, fault.FrameCount));
        Assert.EndsWith("b.flac", fault.Path, StringComparison.Ordinal);
        Assert.Contains($"Frame {DamagedFrame} of the recording", fault.Message, StringComparison.Ordinal);
        short[] behind = new short[BlockFrames + 50];
        source.Read<short>(DamagedFrame + BlockFrames, behind);
        Assert.Equal([.. _sound.Samples[(2 * BlockFrames)..].Select(sample => (short)sample), .. Waves.Counting(0, 50)], behind);
    }

    [Fact]
    public void The_path_of_a_damaged_file_is_told_once()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [folder.Write("a.flac", _sound.ToArray()), folder.Write("b.flac", Damaged())];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        var fault = Assert.Throws<AudioFormatException>(() => source.ReadAll<short>());
        Assert.Equal((paths[1], 4 * BlockFrames), (fault.Path, fault.StartFrame));
        Assert.Equal(2, fault.Message.Split(paths[1]).Length);
    }

    [Fact]
    public void Silence_in_their_place_is_listed_once_however_often_the_file_is_opened()
    {
        using ConcatenatedSource source = Open(DamagePolicy.Silence);
        for (int round = 0; round < 3; round++)
        {
            short[] values = source.ReadAll<short>();
            Assert.All(values[DamagedFrame..(DamagedFrame + BlockFrames)], value => Assert.Equal(0, value));
            Assert.Equal(_sound.Samples[..BlockFrames], values[FirstFrame..DamagedFrame].Select(value => (int)value));
        }
        Diagnostic entry = Assert.Single(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Damaged);
        Assert.Equal((DamagedFrame, BlockFrames), (entry.StartFrame, entry.FrameCount));
        Assert.EndsWith("b.flac", entry.Path, StringComparison.Ordinal);
    }

    private byte[] Damaged()
    {
        byte[] damaged = _sound.ToArray();
        damaged[_sound.PositionOf(2) - 1] ^= 1; // the last byte of a FlacFrame belongs to its checksum
        return damaged;
    }

    private ConcatenatedSource Open(DamagePolicy onDamage)
    {
        MemoryFiles files = new MemoryFiles()
            .Add("a.wav", Waves.Int16(Waves.Counting(0, FirstFrame), rate: 44100))
            .Add("b.flac", Damaged())
            .Add("c.wav", Waves.Int16(Waves.Counting(0, 50), rate: 44100));
        return files.OpenAll(new AudioLoaderOptions { OnDamage = onDamage, MaxOpenFiles = 1 });
    }
}
