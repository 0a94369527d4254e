namespace AudioIO.Tests.Window;

public class ChannelCopyTests
{
    [Fact]
    public void With_vectors_and_without_each_channel_is_copied_of_any_number_of_them_and_of_values_of_any_size()
    {
        Check(i => (byte)i);
        Check(i => (short)(i * 40_503));
        Check(i => (Half)i);
        Check(i => BitConverter.Int32BitsToSingle(i * unchecked((int)0x9E3779B1)));
        Check(i => i * 1e300);
        Check(i => new DateTime(i));
        Check(i => $"{i}");
    }

    [Fact]
    public void Nothing_is_written_where_there_is_no_room_for_all_of_it()
    {
        var destination = new float[49];
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelCopy.Copy<float>(new float[100], 2, 0, destination, ChannelCopy.HasVectors));
        Array.Fill(destination, 7);
        ChannelCopy.Copy<float>(new float[80], 2, 1, destination, ChannelCopy.HasVectors);
        Assert.All(destination[..40], value => Assert.Equal(0, value));
        Assert.All(destination[40..], value => Assert.Equal(7, value));
    }

    private static void Check<T>(Func<int, T> value)
    {
        for (int channels = 1; channels <= 9; channels++)
        {
            foreach (int count in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100])
            {
                T[] frames = [.. Enumerable.Range(1, count * channels).Select(value)];
                for (int c = 0; c < channels; c++)
                {
                    T[] expected = [.. Enumerable.Range(0, count).Select(n => frames[(n * channels) + c])];
                    foreach (bool inVectors in (bool[])[false, BitConverter.IsLittleEndian])
                    {
                        var copied = new T[count];
                        ChannelCopy.Copy(frames, channels, c, copied, inVectors);
                        Assert.Equal(expected, copied);
                    }
                }
            }
        }
    }
}
