namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions and orders about users and groups.</summary>
static class UserTasks
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("create-user", "users", CreateUser),
        new("add-to-group", "users", AddToGroup),
        new("change-shell", "users", ChangeShell),
        new("create-group", "users", CreateGroup),
        new("delete-user", "users", DeleteUser, IsHeldOut: true),
        new("count-members", "users", CountMembers),
        new("home-of", "users", HomeOf),
        new("id-of", "users", IdOf),
        new("shell-users", "users", ShellUsers, IsHeldOut: true),
        new("file-as-user", "users", FileAsUser),
    ];

    static GeneratedProblem? CreateUser(TaskDraft draft)
    {
        var user = draft.Account();
        var home = draft.Random.Chance(0.5) ? $"/home/{user}" : draft.Folder();
        var isSpecial = draft.Random.Chance(0.5);
        var id = draft.Number(1500, 9000);
        return draft.Order(
            isSpecial ? "create-user-id" : "create-user",
            "",
            $"useradd -m -d {home}{(isSpecial ? $" -u {id}" : "")} -s /bin/bash {user}",
            [
                Bash($"""
                    IFS=: read -r name password id group comment home shell <<< "$(getent passwd {user})"
                    [ "$name" = {user} ] && [ "$home" = {home} ] && [ "$shell" = /bin/bash ] && [ -d {home} ] && [ "$(stat -c %U {home})" = {user} ]
                    """),
                Bash(isSpecial ? $"[ \"$(id -u {user})\" = {id} ] && id root" : "id root"),
            ],
            ("user", user),
            ("home", home),
            ("id", $"{id}"));
    }

    static GeneratedProblem? AddToGroup(TaskDraft draft)
    {
        var (user, group, old) = (draft.Account(), draft.Account(isGroup: true), draft.Account(isGroup: true));
        return draft.Order(
            "add-to-group",
            $"groupadd {group}\ngroupadd {old}\nuseradd -G {old} {user}",
            draft.Random.Pick($"usermod -aG {group} {user}", $"gpasswd -a {user} {group}"),
            [Bash($"[[ \" $(id -nG {user}) \" = *' {group} '* && \" $(id -nG {user}) \" = *' {old} '* ]]")],
            ("user", user),
            ("group", group));
    }

    static GeneratedProblem? ChangeShell(TaskDraft draft)
    {
        var (user, other) = (draft.Account(), draft.Account());
        return draft.Order(
            "change-shell",
            $"useradd -s /bin/bash {user}\nuseradd -s /bin/bash {other}",
            draft.Random.Pick($"usermod -s /bin/sh {user}", $"chsh -s /bin/sh {user}"),
            [Bash($"[[ \"$(getent passwd {user})\" = *:/bin/sh && \"$(getent passwd {other})\" = *:/bin/bash ]]")],
            ("user", user));
    }

    static GeneratedProblem? CreateGroup(TaskDraft draft)
    {
        var group = draft.Account(isGroup: true);
        var users = new[] { draft.Account(), draft.Account() };
        return draft.Order(
            "create-group",
            $"useradd {users[0]}\nuseradd {users[1]}",
            $"groupadd {group} && usermod -aG {group} {users[0]} && usermod -aG {group} {users[1]}",
            [Bash($"[ \"$(getent group {group} | cut -d: -f4 | tr ',' '\\n' | sort | tr '\\n' ' ')\" = '{string.Join(' ', users.Order(StringComparer.Ordinal))} ' ]")],
            ("group", group),
            ("user", users[0]),
            ("other", users[1]));
    }

    static GeneratedProblem? DeleteUser(TaskDraft draft)
    {
        var (user, other) = (draft.Account(), draft.Account());
        return draft.Order(
            "delete-user",
            $"useradd -m -d /home/{user} {user}\nuseradd -m -d /home/{other} {other}",
            $"userdel -r {user}",
            [Bash($"! getent passwd {user} && [ ! -e /home/{user} ] && getent passwd {other} && [ -d /home/{other} ]")],
            ("user", user));
    }

    static GeneratedProblem? CountMembers(TaskDraft draft)
    {
        var (group, other) = (draft.Account(isGroup: true), draft.Account(isGroup: true));
        var count = draft.Count(2, 5);
        var users = Enumerable.Range(0, count + 2).Select(i => $"useradd -G {(i < count ? group : other)} {draft.Account()}");
        return draft.Integer(
            "count-members", $"groupadd {group}\ngroupadd {other}\n{users.Joined()}", $"getent group {group} | cut -d: -f4 | tr ',' '\\n' | wc -l", count, ("group", group));
    }

    static GeneratedProblem? HomeOf(TaskDraft draft)
    {
        var (user, other, home) = (draft.Account(), draft.Account(), draft.Folder());
        return draft.Text("home-of", $"useradd -d {home} {user}\nuseradd -d {home}-old {other}", $"getent passwd {user} | cut -d: -f6", home, ("user", user));
    }

    static GeneratedProblem? IdOf(TaskDraft draft)
    {
        var (user, other, id) = (draft.Account(), draft.Account(), draft.Number(2000, 9000));
        return draft.Integer("id-of", $"useradd -u {id} {user}\nuseradd -u {id + 1} {other}", $"id -u {user}", id, ("user", user));
    }

    static GeneratedProblem? ShellUsers(TaskDraft draft)
    {
        var shell = $"/usr/local/bin/{draft.Invented()}";
        var count = draft.Count(2, 4);
        var users = Enumerable.Range(0, count + 1).Select(i => $"useradd -s {(i < count ? shell : "/bin/sh")} {draft.Account()}");
        return draft.Integer("shell-users", $"ln -s /bin/bash {shell}\n{users.Joined()}", $"grep -c ':{shell}$' /etc/passwd", count, ("shell", shell));
    }

    static GeneratedProblem? FileAsUser(TaskDraft draft)
    {
        var (user, name) = (draft.Account(), draft.Stem());
        var path = $"/home/{user}/{name}.txt";
        var line = draft.Sentence(2);
        return draft.Order(
            "file-as-user",
            $"useradd -m -d /home/{user} -s /bin/bash {user}",
            $"su - {user} -c \"echo '{line}' > {path}\"",
            [Bash($"[ \"$(stat -c %U {path})\" = {user} ] && [ \"$(cat {path})\" = '{line}' ]")],
            ("user", user),
            ("target", path),
            ("line", line));
    }

    static TaskScript Bash(string code) => TaskScript.Bash(code);
}
