<?php
/*
 * Renders articles and comments through WordPress's own themes, from the command line:
 *   php wordpress_pages.php WORDPRESS ROWS OUT
 * WORDPRESS is the folder of an installation whose wp-config.php names an empty database; ROWS the folder that
 * `make_pages.py --rows` wrote. OUT gets wordpress-THEME-DATES-SHAPE--NUMBER.html and .json. Nothing is fetched.
 */
[, $wordpress, $rows, $out] = $argv;
$_SERVER += ['HTTP_HOST' => 'example.org', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET'];
define('WP_INSTALLING', !getenv('PAGES_INSTALLED'));
require "$wordpress/wp-load.php";
if (WP_INSTALLING) {
    require_once ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install('The Household', 'desk', 'desk@example.org', true, '', 'not used');
    exit;
}
add_filter('pre_http_request', '__return_true');
add_filter('pre_get_avatar', fn () => '');
$dates = ['long' => ['F j, Y', 'g:i a'], 'iso' => ['Y-m-d', 'H:i'], 'english' => ['j F Y', 'H:i'], 'us' => ['m/d/Y', 'g:i A']];
$number = (int) getenv('PAGES_NUMBER');
$theme = getenv('PAGES_THEME');
$shape = getenv('PAGES_SHAPE');
$format = getenv('PAGES_DATES');
$given = json_decode(file_get_contents("$rows/$number.rows.json"), true);
update_option('date_format', $dates[$format][0]);
update_option('time_format', $dates[$format][1]);
update_option('thread_comments', $shape === 'nested' ? 1 : 0);
update_option('page_comments', 0);
switch_theme($theme);
$article = $given['article'];
$post = wp_insert_post(['post_title' => $article['title'], 'post_content' => $article['body'], 'post_status' => 'publish',
    'post_author' => 1, 'post_date' => str_replace('T', ' ', $article['date']), 'comment_status' => 'open']);
$ids = ['0' => 0];
foreach ($given['comments'] as &$row) {
    $ids[$row['id']] = wp_insert_comment(['comment_post_ID' => $post, 'comment_author' => wp_slash($row['name']),
        'comment_content' => wp_slash(htmlspecialchars($row['text'], ENT_NOQUOTES)), 'comment_date' => str_replace('T', ' ', $row['date']), 'comment_approved' => 1,
        'comment_parent' => $ids[$row['parent']], 'comment_type' => 'comment']);
    if ($shape !== 'nested') {
        $row['parent'] = '0';
    }
}
unset($row);
wp_update_comment_count_now($post);
$wp->main("p=$post");
global $template;
ob_start();
define('WP_USE_THEMES', true);
require ABSPATH . WPINC . '/template-loader.php';
$page = ob_get_clean();
$name = sprintf('%s/wordpress-%s-%s-%s--%02d', $out, $theme, $format, $shape, $number);
file_put_contents("$name.html", $page);
file_put_contents("$name.json", json_encode($given['comments'], JSON_UNESCAPED_UNICODE));
