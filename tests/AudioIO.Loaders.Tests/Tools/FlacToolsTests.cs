using System.Buffers.Binary;
using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Tools;

/// <summary>What the flac tool codes is decoded to what it was given: channels × depth × sound × block size × level.</summary>
public class FlacToolsTests
{
    private static readonly string[] Sounds = ["silence", "full scale", "sine", "noise", "wasted bits"];
    private static readonly int[] BlockSizes = [16, 192, 1000, 4096, 65535];

    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        for (int channels = 1; channels <= 8; channels++)
            foreach (int bits in (int[])[4, 8, 12, 15, 16, 20, 24, 32]) shapes.Add(channels, bits);
        return shapes;
    }

    [ToolsTheory]
    [MemberData(nameof(Shapes))]
    [Trait("Needs", "tools")]
    public void What_the_flac_tool_codes_is_decoded(int channels, int bits)
    {
        using var programs = new Programs();
        int cases = 0;
        foreach (string sound in Sounds)
        {
            int[] samples = Sound(sound, channels, bits, 3001);
            string wave = programs.Path("in.wav"), flac = programs.Path("out.flac");
            File.WriteAllBytes(wave, Wave(samples, channels, bits));
            foreach (int blockSize in BlockSizes)
            {
                // Every level for mono and stereo of 16 bits; for the others one after the other.
                bool all = bits == 16 && channels <= 2;
                for (int level = all ? 0 : cases++ % 9; level <= 8; level += all ? 1 : 9)
                {
                    Programs.Run("flac", "-s", "-f", "--lax", "--channel-map=none", $"-{level}", "-b", $"{blockSize}", "-o", flac, wave);
                    string what = $"{sound}, blocks of {blockSize}, level {level}";
                    using var source = (FlacSource)AudioLoader.OpenSource(flac);
                    Assert.True(source.Info.BitsPerSample == bits, $"{what}: {source.Info.BitsPerSample} bits");
                    Assert.True(FlacFile.ReadAll(source).AsSpan().SequenceEqual(samples), what);
                    Assert.True(source.Verify().IsSound && source.Verify().Md5 == FlacMd5Result.Matches, what);
                }
            }
        }
    }

    private static int[] Sound(string kind, int channels, int bits, int frames)
    {
        var random = new Random(channels + bits);
        long peak = (1L << (bits - 1)) - 1;
        int wasted = Math.Min(bits / 2, 5);
        int[] samples = new int[frames * channels];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / channels, channel = i % channels;
            samples[i] = (int)(kind switch
            {
                "silence" => 0,
                "full scale" => (i / channels / 3) % 2 == 0 ? peak : -peak - 1,
                "sine" => (long)(0.8 * peak * Math.Sin((0.01 + (0.003 * channel)) * time)),
                "noise" => random.NextInt64(-peak - 1, peak + 1),
                _ => (long)(0.5 * peak * Math.Sin(0.02 * time)) >> wasted << wasted,
            });
        }
        return samples;
    }

    /// <summary>WAVE_FORMAT_EXTENSIBLE, whose valid bits tell flac the depth; 8 bits and fewer are unsigned.</summary>
    private static byte[] Wave(int[] samples, int channels, int bits)
    {
        int bytes = (bits + 7) / 8, size = samples.Length * bytes;
        byte[] file = new byte[68 + size + (size % 2)];
        Span<byte> span = file;
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 40);
        BinaryPrimitives.WriteUInt16LittleEndian(span[20..], 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], 44100);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], 44100 * channels * bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(span[32..], (ushort)(channels * bytes));
        BinaryPrimitives.WriteUInt16LittleEndian(span[34..], (ushort)(8 * bytes));
        BinaryPrimitives.WriteUInt16LittleEndian(span[36..], 22);
        BinaryPrimitives.WriteUInt16LittleEndian(span[38..], (ushort)bits);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], (int)((1u << channels) - 1));
        Convert.FromHexString("0100000000001000800000AA00389B71").CopyTo(span[44..]);
        "data"u8.CopyTo(span[60..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[64..], size);
        for (int i = 0; i < samples.Length; i++)
        {
            long container = (long)samples[i] << ((8 * bytes) - bits);
            if (bytes == 1) container += 128;
            for (int b = 0; b < bytes; b++) file[68 + (i * bytes) + b] = (byte)(container >> (8 * b));
        }
        return file;
    }
}
