using AudioIO.Tests.Field;
using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>WAV as the field leaves it: what is read, and what is said about it.</summary>
public class FieldFaultTests
{
    [Theory]
    [InlineData(0x7FFFF000u, 3L << 30)]
    [InlineData(0x80000000u, 5L << 30)]
    [InlineData(0xFFFFFFD0u, 6L << 30)]
    public void A_placeholder_that_the_file_is_longer_than_means_to_the_end(uint claim, long length)
    {
        byte[] header = WaveBuilder.Riff().Format(WaveFormat.Pcm(8)).Data([], claim).ToArray();
        using WaveSource source = Open(new SparseStream(header, length));
        Assert.Equal(length, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Recovered, $"never written (0x{claim:X8})");
    }

    [Fact]
    public void A_length_of_2_GiB_that_is_true_is_believed()
    {
        byte[] header = WaveBuilder.Riff().Format(WaveFormat.Pcm(8)).Data([], 0x80000000).ToArray();
        byte[] chunk = WaveBuilder.Riff().Chunk("LIST", new byte[20]).ToArray()[12..];
        using WaveSource source = Open(new SparseStream(header, 0x80000000, chunk));
        Assert.Equal(0x80000000, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void Sound_that_spells_an_id_is_sound()
    {
        byte[] audio = [.. FieldFiles.Audio[..1000], .. "LIST"u8, .. BitConverter.GetBytes(100), .. FieldFiles.Audio[..500]];
        using WaveSource source = Open(WaveBuilder.Riff().Format(FieldFiles.Mono16).Data(audio, 0).ToArray());
        Assert.Equal(audio.Length / 2, source.Info.Frames);
    }

    [Fact]
    public void Bytes_that_end_before_their_length_are_truncated()
    {
        byte[] file = WaveBuilder.File(FieldFiles.Mono16, FieldFiles.Audio);
        for (int present = 0; present < file.Length; present += 7)
        {
            using var bytes = new CountingBytes(file) { Present = present };
            try
            {
                using AudioSource source = AudioLoader.OpenSource(bytes);
                var fault = Assert.Throws<AudioFormatException>(() => source.ReadAll<int>());
                Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
            }
            catch (AudioFormatException refusal)
            {
                Assert.True(present < 44, refusal.Message);
            }
        }
    }
}
